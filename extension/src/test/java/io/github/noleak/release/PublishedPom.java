package io.github.noleak.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom as Maven Central gets it. */
final class PublishedPom {

    /** What Central asks of a pom, and what keeps a consumer's build independent of ours. */
    private static final List<String> REQUIRED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/organization",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    private static final List<String> UNWANTED =
            List.of("parent", "repositories", "pluginRepositories", "build", "profiles", "dependencyManagement");

    private final String text;
    private final Document document;

    PublishedPom(byte[] content) {
        text = new String(content, StandardCharsets.UTF_8);
        try {
            document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** What is wrong with this pom in the place whose files begin with the stem. */
    List<String> problems(String stem) {
        List<String> problems = new ArrayList<>();
        String artifact = one("artifactId");
        String version = one("version");
        String expected =
                one("groupId").replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version;
        if (!stem.equals(expected)) {
            problems.add("the pom of " + expected + " is in " + stem);
        }
        REQUIRED.stream()
                .filter(element -> one(element).isBlank())
                .map(element -> "no <" + element + ">")
                .forEach(problems::add);
        UNWANTED.stream()
                .filter(element -> !all(element).isEmpty())
                .map(element -> "a <" + element + ">")
                .forEach(problems::add);
        all("/project//dependency/version").stream()
                .filter(found -> found.endsWith("-SNAPSHOT"))
                .map(found -> "the snapshot " + found)
                .forEach(problems::add);
        if (version.endsWith("-SNAPSHOT")) {
            problems.add("the version " + version + " is a snapshot");
        }
        if (text.contains("${")) {
            problems.add("a property that only our build knows");
        }
        return problems;
    }

    /** What comes with the component into every build that uses it, as {@code group:artifact}. */
    Set<String> dependencies() {
        Set<String> dependencies = new TreeSet<>();
        for (Node dependency :
                nodes("/project/dependencies/dependency[not(scope) or scope='compile' or scope='runtime']")) {
            dependencies.add(evaluate("groupId", dependency) + ":" + evaluate("artifactId", dependency));
        }
        return dependencies;
    }

    private String one(String element) {
        return evaluate("/project/" + element, document).strip();
    }

    private List<String> all(String element) {
        List<String> texts = new ArrayList<>();
        nodes(element.startsWith("/") ? element : "/project/" + element)
                .forEach(node -> texts.add(node.getTextContent().strip()));
        return texts;
    }

    private XPathNodes nodes(String path) {
        try {
            return XPathFactory.newInstance().newXPath().evaluateExpression(path, document, XPathNodes.class);
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static String evaluate(String path, Node node) {
        try {
            return XPathFactory.newInstance().newXPath().evaluateExpression(path, node, String.class);
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
