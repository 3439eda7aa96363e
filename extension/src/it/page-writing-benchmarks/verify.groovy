import groovy.json.JsonSlurper

def scenarios = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json')).scenarios
assert scenarios.collectEntries { [it.id, it.verdict] } == [
        'BenchmarkCustomerComesAndGoes': 'clean',
        'BenchmarkNewCustomer'         : 'leak',
        'BenchmarkSameCustomer'        : 'clean']
assert scenarios.find { it.verdict == 'leak' }.leaks.any { it.site.file.endsWith('/quota.go') }
