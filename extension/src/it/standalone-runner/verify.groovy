import groovy.json.JsonSlurper

def java = new File(System.getProperty('java.home'), 'bin/java').path

def run = { String... arguments ->
    def output = new StringBuilder()
    def errors = new StringBuilder()
    def process = ([java, '-jar', 'target/noleak-standalone.jar'] + arguments.toList()).execute(null as List, basedir)
    process.waitForProcessOutput(output, errors)
    [exit: process.exitValue(), output: output.toString(), errors: errors.toString()]
}
def verdicts = {
    new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json')).scenarios.collectEntries { [it.id, it.verdict] }
}

def all = run('go')
assert all.exit == 1 && all.errors == ''
assert all.output.readLines().any { it.startsWith('LEAK basket.BenchmarkPut: ') }
assert all.output.readLines().last() ==~ /NoLeak  2 scenarios: 1 clean, 1 leak \(.* s\); report: target\/noleak\/report.json/
assert verdicts() == ['basket.BenchmarkPut': 'leak', 'basket.BenchmarkPutAndTake': 'clean']
assert new File(basedir, 'target/noleak/profiles').list().any { it.endsWith('.growth.pb.gz') }

def fixed = run('go', '--include', 'BenchmarkPutAndTake')
assert fixed.exit == 0 && fixed.errors == ''
assert verdicts() == ['basket.BenchmarkPutAndTake': 'clean']

def firstLook = run('go', '--include', 'BenchmarkPut', '-Dnoleak.mode=report')
assert firstLook.exit == 0 && firstLook.output.contains('LEAK basket.BenchmarkPut: ')

[
    ['elsewhere']                   : 'No Go module in ',
    ['go', '--inclde', 'X']         : 'The option --inclde does not exist; expected: --include',
    ['go', '-Dnoleak.timeot=1s']    : 'The setting noleak.timeot does not exist; expected: noleak.timeout',
    ['go', '-Dnoleak.go=/nonexistent']: 'No Go toolchain at /nonexistent, which noleak.go names',
].each { arguments, words ->
    def wrong = run(arguments as String[])
    assert wrong.exit == 2 && wrong.errors.startsWith(words) && !wrong.errors.contains('\tat ')
}

// The Go module is as it was.
assert new File(basedir, 'go').list().sort() == ['basket', 'go.mod']
