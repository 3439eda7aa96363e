import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collectEntries { [it.id, it.verdict] } == [
        'sums.BenchmarkSum': 'clean',
        'sums.TestSum': 'clean',
        'sums.TestSumChecked': 'clean',
        'sumsleak.BenchmarkSumGone': 'leak',
]
def leak = report.scenarios.find { it.verdict == 'leak' }.leaks.find { it.kind == 'goroutine' }
assert leak.state == 'chan send' && leak.site.file.endsWith('/sumsleak/sums.go') && leak.site.line == 14
