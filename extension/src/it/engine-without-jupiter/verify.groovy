import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

['BenchmarksTest': 'basket.BenchmarkPutAndTake', 'TestFunctionsTest': 'basket.TestPutAndTake'].each { suite, id ->
    def results = new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-consumer.${suite}.xml"))
    assert results.@tests == '1' && results.@failures == '0' && results.@errors == '0' && results.@skipped == '0'
    assert results.testcase.@name == id && results.testcase.@classname == "consumer.${suite}"
    def classPath = results.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
    assert classPath.contains('noleak-junit') && !classPath.contains('junit-jupiter')
}

// Two JVMs, one report.
def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.test, it.id, it.verdict] }.toSet() == [
        ['consumer.BenchmarksTest', 'basket.BenchmarkPutAndTake', 'clean'],
        ['consumer.TestFunctionsTest', 'basket.TestPutAndTake', 'clean'],
].toSet()
assert report.scenarios[0].metrics['retained-objects'].source == '@NoLeak(retainedObjects) on BenchmarksTest'
