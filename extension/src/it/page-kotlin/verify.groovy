import groovy.json.JsonSlurper

// The build of the older line, which is the last one.
def scenarios = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json')).scenarios
assert scenarios.collectEntries { [it.id, it.verdict] } == [
        'ProductLeakTest.product'      : 'clean',
        'parse.BenchmarkJSON'          : 'clean',
        'worker.BenchmarkStartLeaking' : 'leak']

// Both lines came so far.
def log = new File(basedir, 'build.log').text
['2.2.21', '1.9.25'].each { assert log.contains("kotlin-maven-plugin:${it}:test-compile".toString()) }
assert log.count('LEAK worker.BenchmarkStartLeaking: ') >= 2
