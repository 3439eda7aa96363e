import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

// What the suite selects stands under its own name.
def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.ShopBenchmarks.xml'))
assert results.@tests == '3' && results.@failures == '1' && results.@errors == '0' && results.@skipped == '1'
assert results.testcase.collect { it.@name.text() }.toSet() == ['basket.BenchmarkPut', 'basket.BenchmarkTake/name=bolt',
        'basket.BenchmarkTake/name=gear'].toSet()
assert results.testcase.every { it.@classname == 'consumer.ShopBenchmarks' }
def leak = results.testcase.find { it.@name == 'basket.BenchmarkPut' }.failure
assert leak.@message.text().startsWith('LEAK basket.BenchmarkPut: ')

def classPath = results.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
def junit = classPath.split(File.pathSeparator).collect { new File(it).name }.findAll { it.startsWith('junit-') }
assert junit.contains("junit-platform-suite-engine-${junit6}.jar".toString())
assert junit.every { it.startsWith('junit-platform-') && it.endsWith("-${junit6}.jar") }

// Nothing runs beside the suite, or twice.
def log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 3, Failures: 1, Errors: 0, Skipped: 1')
assert log.count('basket.BenchmarkPut (') == 1

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.test, it.id, it.verdict] } == [
        ['consumer.ShopBenchmarks', 'basket.BenchmarkPut', 'leak'],
        ['consumer.ShopBenchmarks', 'basket.BenchmarkTake/name=bolt', 'clean'],
        ['consumer.ShopBenchmarks', 'basket.BenchmarkTake/name=gear', 'skipped']]
