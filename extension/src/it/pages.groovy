// Lays out the project that a page of the docs describes, in the directory of the build to come. Of use to the
// prebuild.groovy of each page.
//
// A line that is nothing but a path in backticks names the file that is in the block below it. A Java class without
// such a line is a test, and limits without one belong to the module inventory, as the README says.
import java.nio.file.Files
import java.util.regex.Pattern

def block = Pattern.compile(/(?ms)(?:^`(\S+)`\n\n)?^```(\w+)\n(.*?)^```$/)

// The Go modules that the pages name lie beside the project. Of the larger one, what the pages gate.
def modules = ['shop', 'inventory/go.mod', 'inventory/worker', 'inventory/climate', 'inventory/forecasts', 'inventory/parse']

return { String page ->
    ['shop', 'inventory'].each { new File(basedir.parentFile, it).deleteDir() }
    def go = new File(repository, 'example-tests/go').toPath()
    modules.each { module ->
        Files.walk(go.resolve(module)).filter { Files.isRegularFile(it) }.each {
            def copy = basedir.toPath().resolveSibling(go.relativize(it).toString())
            Files.createDirectories(copy.parent)
            Files.copy(it, copy)
        }
    }

    def text = new File(repository, page).text
    block.matcher(text).results().each { found ->
        def path = found.group(1)
        def content = found.group(3)
        if (path == null && found.group(2) == 'java') {
            path = 'src/test/java/' + (content =~ /(?m)^class (\w+)/)[0][1] + '.java'
        } else if (path == null && found.group(2) == 'yaml') {
            path = '../inventory/noleak.yml'
        }
        if (path != null) {
            def file = new File(basedir, path)
            file.parentFile.mkdirs()
            // A page names the version that its readers take; what is tried is the one just built.
            file.text = content.replaceAll(/(<artifactId>noleak-junit<\/artifactId>\s*<version>)[^<]+/) { it[1] + version }
        }
    }
    return true
}
