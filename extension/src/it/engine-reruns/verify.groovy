import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.ShopBenchmarksTest.xml'))
def leak = results.testcase.find { it.@name == 'basket.BenchmarkPut' }
assert leak.failure.@message.text().startsWith('LEAK basket.BenchmarkPut: ')
assert leak.rerunFailure.size() == 1
assert leak.rerunFailure.@message.text().startsWith('LEAK basket.BenchmarkPut: ')

// What passed was not run again.
def log = new File(basedir, 'build.log').text
assert log.count('basket.BenchmarkPut (') == 2
assert log.count('basket.BenchmarkTake/name=bolt (') == 1
assert log.contains('Tests run: 4, Failures: 1, Errors: 0, Skipped: 1')

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collectEntries { [it.id, it.verdict] }['basket.BenchmarkPut'] == 'leak'
assert report.scenarios.size() == 4
