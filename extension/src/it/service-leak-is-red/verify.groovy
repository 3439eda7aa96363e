import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.OrderLeakTest.xml'))
assert results.@tests == '2' && results.@failures == '1' && results.@errors == '0' && results.@skipped == '0'

def failure = results.testcase.find { it.@name.text().startsWith('order') }.failure
assert failure.@message.text().startsWith('LEAK OrderLeakTest.order: ')
assert failure.text().readLines().find { it.startsWith('\tat ') }.contains('(orders.go:8)')
assert results.testcase.find { it.@name.text().startsWith('cancel') }.failure.isEmpty()

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collectEntries { [it.id, it.verdict] } ==
        ['OrderLeakTest.order': 'leak', 'OrderLeakTest.cancel': 'clean']
def leak = report.scenarios.find { it.verdict == 'leak' }.leaks[0]
assert leak.kind == 'goroutine' && leak.state == 'chan receive'
assert leak.site.file.endsWith('/orders.go') && leak.site.line == 8
assert leak.creator.line == 7

// The Go module is as it was, and the service is no more.
assert new File(basedir, 'go').list().sort() == ['cmd', 'go.mod', 'orders']
assert new File(basedir, 'go/cmd/basket').list().sort() == ['main.go']
