import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

// Two engines run one class: neither hides the other's tests.
def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.ShopLeakTest.xml'))
assert results.testcase.collect { it.@name.text() }.toSet() == ['put', 'basket.BenchmarkTake/name=bolt',
        'basket.BenchmarkTake/name=nut', 'basket.BenchmarkTake/name=gear'].toSet()
assert results.testcase.every { it.failure.isEmpty() && it.error.isEmpty() }

def log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 4, Failures: 0, Errors: 0, Skipped: 1')

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.test, it.id] }.toSet() == [
        ['consumer.ShopLeakTest.put', 'basket.BenchmarkPut'],
        ['consumer.ShopLeakTest', 'basket.BenchmarkTake/name=bolt'],
        ['consumer.ShopLeakTest', 'basket.BenchmarkTake/name=nut'],
        ['consumer.ShopLeakTest', 'basket.BenchmarkTake/name=gear'],
].toSet()
