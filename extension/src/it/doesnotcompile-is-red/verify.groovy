import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.BasketLeakTest.xml'))
assert results.@tests == '1' && results.@failures == '1' && results.@errors == '0' && results.@skipped == '0'

def message = results.testcase.failure.@message.text()
assert message.startsWith('ERROR basket.BenchmarkPut: ')
assert message.contains('do not compile')
assert message.contains('basket_test.go:6') && message.contains('not a number')

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.id, it.verdict] } == [['basket.BenchmarkPut', 'error']]
