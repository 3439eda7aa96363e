import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def suite = { run -> new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-consumer.OrderLeakTest${run}.xml")) }

// A key that no setting has is told in the place of each workload's verdict.
def misspelt = suite('-misspelt')
assert misspelt.@tests == '5' && misspelt.@failures == '0' && misspelt.@errors == '4' && misspelt.@skipped == '1'
assert misspelt.testcase.error.every {
    it.@message.text().startsWith('The setting noleak.iteration does not exist; expected: noleak.iterations\n')
}

// Each invocation of a parameterized workload has a verdict; the method itself is skipped.
def results = suite('')
assert results.@tests == '5' && results.@failures == '2' && results.@errors == '0' && results.@skipped == '1'
def either = results.testcase.findAll { it.@name.text().startsWith('either') }
assert either.collectEntries { [it.@name.text().replaceFirst(/.*\)/, ''), it.failure.@message.text().split(':')[0]] } ==
        ['': '', '[1]': 'LEAK OrderLeakTest.either[1]', '[2]': '']

def failure = results.testcase.find { it.@name.text().startsWith('order') }.failure
assert failure.@message.text().startsWith('LEAK OrderLeakTest.order: ')
assert failure.text().readLines().find { it.startsWith('\tat ') }.contains('(orders.go:8)')
assert results.testcase.find { it.@name.text().startsWith('cancel') }.failure.isEmpty()

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collectEntries { [it.id, it.verdict] } ==
        ['OrderLeakTest.order': 'leak', 'OrderLeakTest.cancel': 'clean',
         'OrderLeakTest.either[1]': 'leak', 'OrderLeakTest.either[2]': 'clean']
def leak = report.scenarios.find { it.id == 'OrderLeakTest.order' }.leaks[0]
assert leak.kind == 'goroutine' && leak.state == 'chan receive'
assert leak.site.file.endsWith('/orders.go') && leak.site.line == 8
assert leak.creator.line == 7

// The Go module is as it was, and the service is no more.
assert new File(basedir, 'go').list().sort() == ['cmd', 'go.mod', 'orders']
assert new File(basedir, 'go/cmd/basket').list().sort() == ['main.go']
