import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.BasketLeakTest.xml'))
assert results.@tests == '2' && results.@failures == '1' && results.@errors == '0' && results.@skipped == '0'

def failure = results.testcase.find { it.@name == 'put' }.failure
assert failure.@message.text().startsWith('LEAK basket.BenchmarkPut: ')
assert failure.text().readLines().find { it.startsWith('\tat ') }.contains('(basket.go:10)')
assert results.testcase.find { it.@name == 'putAndTake' }.failure.isEmpty()

def log = new File(basedir, 'build.log').text
assert log.contains('LEAK basket.BenchmarkPut: ')
assert !log.contains('COMPILATION ERROR')

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.schema == 1
assert report.scenarios.collectEntries { [it.id, it.verdict] } ==
        ['basket.BenchmarkPut': 'leak', 'basket.BenchmarkPutAndTake': 'clean']
def leak = report.scenarios.find { it.id == 'basket.BenchmarkPut' }.leaks[0]
assert leak.kind == 'heap' && leak.site.file.endsWith('/basket.go') && leak.site.line == 10

// The Go module is as it was.
assert new File(basedir, 'go').list().sort() == ['basket', 'go.mod']
assert new File(basedir, 'go/basket').list().sort() == ['basket.go', 'basket_test.go']
