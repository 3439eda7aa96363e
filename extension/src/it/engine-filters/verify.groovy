import groovy.xml.XmlSlurper

def file = { suite, run -> new File(basedir, "target/surefire-reports/TEST-consumer.${suite}-${run}.xml") }
def names = { run ->
    def results = new XmlSlurper().parse(file('ShopBenchmarksTest', run))
    def found = results.testcase.collect { it.@name.text() }
    assert results.@tests == "${found.size()}"
    found.toSet()
}

def take = ['basket.BenchmarkTake/name=bolt', 'basket.BenchmarkTake/name=nut', 'basket.BenchmarkTake/name=gear']
def all = (take + 'basket.BenchmarkPut').toSet()

assert names('family') == take.toSet()
assert names('one') == ['basket.BenchmarkTake/name=nut'].toSet()
def none = new XmlSlurper().parse(file('ShopBenchmarksTest', 'none')).testcase
assert none.collect { it.@name.text() } == ['@GoBenchmarks']
assert none.failure.isEmpty() && none.error.@message.text().startsWith('No scenario of ShopBenchmarksTest is selected')
assert names('group') == all
assert !file('OtherTest', 'group').exists()
assert file('OtherTest', 'rest').exists() && !file('ShopBenchmarksTest', 'rest').exists()

// Each scenario is run by one of the two machines.
assert names('shard0') + names('shard1') == all
assert names('shard0').intersect(names('shard1')).isEmpty()
