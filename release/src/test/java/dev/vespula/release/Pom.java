package dev.vespula.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A published POM, as it is written. */
record Pom(Element project) {
    /** A dependency, with {@code compile} for a scope that is not written. */
    record Dependency(String group, String artifact, String version, String scope, boolean isOptional) {
        private static Dependency of(Element element) {
            String scope = child(element, "scope");
            return new Dependency(child(element, "groupId"), child(element, "artifactId"), child(element, "version"),
                    scope.isEmpty() ? "compile" : scope, child(element, "optional").equals("true"));
        }

        boolean isOurs() {
            return group.equals("dev.vespula");
        }

        /** The form in which tests tell it. */
        String inShort() {
            return artifact + " " + scope + (isOptional ? " optional" : "");
        }
    }

    static Pom of(String artifact) {
        Path file = Release.file(artifact, ".pom");
        try {
            return new Pom(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** The text of a child of the project; nothing if it is not there. */
    String text(String name) {
        return child(project, name);
    }

    List<String> elements() {
        return children(project).map(Node::getNodeName).toList();
    }

    List<Dependency> dependencies() {
        return dependencies(project);
    }

    /** What the dependency management lists. */
    List<Dependency> managed() {
        return children(project).filter(element -> element.getNodeName().equals("dependencyManagement"))
                .flatMap(element -> dependencies(element).stream()).toList();
    }

    private static List<Dependency> dependencies(Element from) {
        List<Dependency> found = new ArrayList<>();
        children(from).filter(element -> element.getNodeName().equals("dependencies"))
                .forEach(list -> children(list).map(Dependency::of).forEach(found::add));
        return found;
    }

    private static String child(Element from, String name) {
        return children(from).filter(element -> element.getNodeName().equals(name)).map(Element::getTextContent)
                .map(String::strip).findFirst().orElse("");
    }

    private static Stream<Element> children(Element from) {
        return Stream.iterate(from.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(Element.class::isInstance).map(Element.class::cast);
    }
}
