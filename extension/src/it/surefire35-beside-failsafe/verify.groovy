import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def taken = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.TakeTest.xml'))
assert taken.@tests == '2' && taken.@failures == '0' && taken.@errors == '0' && taken.@skipped == '1'
assert taken.testcase.collect { it.@name.text() }.toSet() == ['basket.BenchmarkTake/name=bolt',
        'basket.BenchmarkTake/name=gear'].toSet()
assert taken.testcase.every { it.@classname == 'consumer.TakeTest' }

def put = new XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/TEST-consumer.PutIT.xml'))
assert put.@tests == '1' && put.@failures == '1' && put.@errors == '0' && put.@skipped == '0'
assert put.testcase.@name == 'basket.BenchmarkPut' && put.testcase.@classname == 'consumer.PutIT'
assert put.testcase.failure.@message.text().startsWith('LEAK basket.BenchmarkPut: ')

// Both are of the older line, and Failsafe is what ends the build.
def log = new File(basedir, 'build.log').text
assert log =~ /surefire.*:3\.5\.\d+:test/ && log =~ /failsafe.*:3\.5\.\d+:integration-test/
assert log.contains('Tests run: 2, Failures: 0, Errors: 0, Skipped: 1')
assert log.contains('Tests run: 1, Failures: 1, Errors: 0, Skipped: 0')
assert log =~ /Failed to execute goal .*maven-failsafe-plugin.*:verify/

// Two phases, one report.
def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.test, it.id, it.verdict] } == [
        ['consumer.PutIT', 'basket.BenchmarkPut', 'leak'],
        ['consumer.TakeTest', 'basket.BenchmarkTake/name=bolt', 'clean'],
        ['consumer.TakeTest', 'basket.BenchmarkTake/name=gear', 'skipped']]

// The command that merges reports runs on the tests' class path.
def classPath = put.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
def merging = ['java', '-cp', classPath, 'io.github.noleak.report.MergeReports', 'merged/report.json',
        'target/noleak/report.json'].execute(null as List, basedir)
def said = new StringBuilder()
merging.waitForProcessOutput(said, said)
assert merging.exitValue() == 0 : said
assert new JsonSlurper().parse(new File(basedir, 'merged/report.json')) == report
