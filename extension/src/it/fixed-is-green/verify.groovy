import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.BasketLeakTest.xml'))
assert results.@tests == '2' && results.@failures == '0' && results.@errors == '0' && results.@skipped == '1'
assert results.testcase.find { it.@name == 'exempt' }.skipped.text().contains('moves to another module')

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.go.startsWith('go1.')
assert report.scenarios.collectEntries { [it.id, it.verdict] } ==
        ['basket.BenchmarkPut': 'clean', 'basket.BenchmarkGone': 'skipped']

// A line for each scenario, though Surefire shows none of a test that passes.
def log = new File(basedir, 'build.log').text
assert log =~ /NoLeak +clean +basket\.BenchmarkPut /
assert log =~ /NoLeak +skipped +basket\.BenchmarkGone /
