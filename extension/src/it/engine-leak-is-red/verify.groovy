import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.ShopBenchmarksTest.xml'))
assert results.@tests == '5' && results.@failures == '2' && results.@errors == '0' && results.@skipped == '1'

def cases = results.testcase
assert cases.collect { it.@name.text() }.toSet() == ['basket.BenchmarkPut', 'basket.BenchmarkTake/name=bolt',
        'basket.BenchmarkTake/name=nut', 'basket.BenchmarkTake/name=gear', 'broken'].toSet()
assert cases.every { it.@classname == 'consumer.ShopBenchmarksTest' }

def leak = cases.find { it.@name == 'basket.BenchmarkPut' }.failure
assert leak.@message.text().startsWith('LEAK basket.BenchmarkPut: ')
assert leak.text().readLines().find { it.startsWith('\tat ') }.contains('(basket.go:10)')

def broken = cases.find { it.@name == 'broken' }.failure.@message.text()
assert broken.startsWith('ERROR broken: ')
assert broken.contains('broken_test.go:6') && broken.contains('not a number')

assert cases.find { it.@name == 'basket.BenchmarkTake/name=gear' }.skipped.@message.text().contains('no gears here')

def log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 5, Failures: 2, Errors: 0, Skipped: 1')
assert log =~ /NoLeak  4 of 5  |NoLeak  5 of 5  /

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collectEntries { [it.id, it.verdict] } == [
        'basket.BenchmarkPut': 'leak',
        'basket.BenchmarkTake/name=bolt': 'clean',
        'basket.BenchmarkTake/name=gear': 'skipped',
        'basket.BenchmarkTake/name=nut': 'clean',
        'broken': 'error']

// The Go module is as it was.
assert new File(basedir, 'go').list().sort() == ['basket', 'broken', 'go.mod']
assert new File(basedir, 'go/basket').list().sort() == ['basket.go', 'basket_test.go']
