import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

// What each line pins, Kotlin for OkHttp's sake among it.
[
    'boot-3.2': [junit: '5.10.5', kotlin: '1.9.25'],
    'boot-3.4': [junit: '5.11.4', kotlin: '1.9.25'],
    'boot-3.5': [junit: '5.12.2', kotlin: '1.9.25'],
    'boot-4.0': [junit: '6.0.3', kotlin: '2.2.21'],
].each { line, pinned ->
    def results = { test ->
        new XmlSlurper().parse(new File(basedir, "${line}/target/surefire-reports/TEST-consumer.${test}.xml"))
    }
    def failed = { suite -> suite.testcase.findAll { !it.failure.isEmpty() || !it.error.isEmpty() }.collect { it.@name.text() } }
    assert failed(results('BasketTest')) == ['leaking'] : line
    assert results('BasketTest').testcase.size() == 3 : line
    assert failed(results('ServiceTest')) == [] && results('ServiceTest').testcase.size() == 1 : line
    assert failed(results('OwnLibrariesTest')) == [] && results('OwnLibrariesTest').testcase.size() == 2 : line

    def jars = results('BasketTest').properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
            .split(File.pathSeparator).collect { new File(it).name }
    assert jars.contains("junit-jupiter-api-${pinned.junit}.jar".toString()) : line
    assert jars.findAll { it.startsWith('kotlin-stdlib-') && !it.contains('-jdk') && !it.contains('-common') } ==
            ["kotlin-stdlib-${pinned.kotlin}.jar".toString()] : line
    assert jars.findAll { it =~ /^(okhttp|okio|protobuf|re2j|nanojson|snakeyaml-engine)/ }.every {
        it == 'okhttp-4.12.0.jar' || it.startsWith('okio-') && it.contains('-3.6.0') || it == 'protobuf-java-3.25.5.jar'
    } : jars

    def report = new JsonSlurper().parse(new File(basedir, "${line}/target/noleak/report.json"))
    assert report.scenarios.collectEntries { [it.id, it.verdict] } == [
            'basket.BenchmarkPut': 'leak',
            'basket.BenchmarkPutAndTake': 'clean',
            'basket.BenchmarkTake': 'clean',
            'ServiceTest.takes': 'clean',
    ] : line
}

assert new File(basedir, 'go').list().sort() == ['basket', 'cmd', 'go.mod']
