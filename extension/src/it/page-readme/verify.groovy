import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains("Apache Maven ${oldestMaven} ".toString())

def verdicts = { test ->
    new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json')).scenarios
            .findAll { it.test.startsWith(test) }.collectEntries { [it.id, it.verdict] }
}
assert verdicts('InventoryLeakTest') == ['worker.BenchmarkStartLeaking': 'leak']
assert verdicts('CheckoutLeakTest') == ['CheckoutLeakTest.checkout': 'clean']

// With the limits of the page, which let the one pass and skip the other.
assert verdicts('InventoryBenchmarksTest') == [
        'climate.BenchmarkRecordFixed'    : 'clean',
        'climate.BenchmarkRecordLeaking'  : 'clean',
        'forecasts.BenchmarkAskFixed'     : 'skipped',
        'forecasts.BenchmarkAskLeaking'   : 'skipped',
        'parse.BenchmarkJSON/large'       : 'clean',
        'parse.BenchmarkJSON/small'       : 'clean',
        'worker.BenchmarkStartFixed'      : 'clean',
        'worker.BenchmarkStartLeaking'    : 'leak']

// The message is the one that the page shows, but for numbers, which are other ones in another run, and for where a
// limit came from: the page's limits without Java come after it.
def shown = (new File(repository, 'README.md').text =~ /(?ms)^```text\n(LEAK .*?)^```$/)[0][1]
def plain = { it.replaceAll(/\(noleak\.yml:\d+\)/, '(default)').replaceAll(/[\d.,]+/, '0').trim() }
def leak = shown.readLines().takeWhile { !it.contains('evidence:') }
assert leak.size() > 6
def printed = log.readLines().collect(plain)
assert leak.findAll { !it.contains('/src/') && !(plain(it) in printed) } == []
