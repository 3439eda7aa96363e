import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

// Surefire writes two engines' results of one class to files of its own choice.
def results = { version ->
    new File(basedir, "target/surefire-${version}").listFiles().findAll { it.name.endsWith('.xml') }
            .collect { new XmlSlurper().parse(it) }
}
def cases = { version -> results(version).collectMany { it.testcase.collect() } }
def failed = { testcase -> !testcase.failure.isEmpty() || !testcase.error.isEmpty() }
def name = { testcase -> testcase.@name.text().replaceAll(/[({].*/, '') }

['5.13.4', '5.14.4', '6.1.3'].each { version ->
    assert cases(version).collect(name).toSorted() ==
            ['basket.BenchmarkTake', 'clean', 'leaking', 'nested', 'takes'] : version
    def failures = cases(version).findAll(failed)
    assert failures.collect(name) == ['leaking'] : version
    assert failures[0].failure.@message.text().startsWith('LEAK basket.BenchmarkPut: ') : version

    // The line that was asked for, and nothing of NoLeak's beside it.
    def jars = results(version)[0].properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
            .split(File.pathSeparator).collect { new File(it).name }.findAll { it.endsWith('.jar') }
    assert jars.contains("junit-jupiter-api-${version}.jar".toString())
    assert jars.findAll { !it.startsWith('junit-') }.collect { it.replaceAll(/-[0-9].*/, '') }.toSet() -
            ['noleak-junit', 'apiguardian-api', 'opentest4j', 'jspecify'].toSet() == [].toSet() : version

    def report = new JsonSlurper().parse(new File(basedir, "target/noleak-${version}/report.json"))
    assert report.scenarios.collect { [it.test, it.id, it.verdict] }.toSet() == [
            ['consumer.BasketTest.leaking', 'basket.BenchmarkPut', 'leak'],
            ['consumer.BasketTest.clean', 'basket.BenchmarkPutAndTake', 'clean'],
            ['consumer.BasketTest', 'basket.BenchmarkTake', 'clean'],
            ['consumer.BasketTest$Inside.nested', 'basket.BenchmarkTake', 'clean'],
            ['consumer.ServiceTest.takes', 'ServiceTest.takes', 'clean'],
    ].toSet() : version
}

// Extension, service and engine say the same sentence, and fail.
def sentence = 'NoLeak needs JUnit 5.10 or later, and runs with version 1.9.3 of the JUnit Platform;' +
        ' set <junit-jupiter.version>5.14.4</junit-jupiter.version> under a Spring Boot parent, else raise the version' +
        ' of junit-bom or of junit-jupiter in the pom'
def old = cases('5.9.3')
assert old.size() == 5 && old.every(failed)
assert old.every { (it.failure.isEmpty() ? it.error : it.failure).text().contains(sentence) }
