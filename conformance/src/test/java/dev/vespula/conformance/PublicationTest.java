package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is published: the list in {@code bom}, and nothing else; each as a repository wants it. */
@OnOneJdk
class PublicationTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(vespula[\\w-]*)` \\|", Pattern.MULTILINE);
    /** The list itself, and what leads from the id of the Gradle plugin to its artifact: no program depends on them by a version of the list. */
    private static final Set<String> UNLISTED = Set.of("vespula-bom", "dev.vespula.gradle.plugin");
    private static final Element PROJECT = pom(Documents.ROOT);

    @Test
    void theListNamesEveryModuleThatIsNotKeptFromBeingPublished() {
        Map<String, Element> modules = modules();
        List<String> published = modules.entrySet().stream()
                .filter(module -> !text(module.getValue(), "properties", "maven.deploy.skip").equals("true"))
                .map(Map.Entry::getKey).filter(name -> !UNLISTED.contains(name)).toList();
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(published).doesNotHaveDuplicates();
        assertThat(published).contains("vespula", "vespula-cli").doesNotContain("vespula-conformance", "vespula-codegen");
    }

    @Test
    void theTableInTheReadmeHasTheList() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(Documents.ROOT.resolve("README.md"))).results()
                .map((MatchResult row) -> row.group(1)).toList();
        List<String> expected = new ArrayList<>(listed());
        expected.add("vespula-bom");
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyPublishedModuleIsDescribed() {
        for (Map.Entry<String, Element> module : published().entrySet()) {
            assertThat(text(module.getValue(), "name")).as(module.getKey()).startsWith("Vespula");
            assertThat(text(module.getValue(), "description")).as(module.getKey()).hasSizeGreaterThan(10);
        }
        for (String element : List.of("url", "licenses", "developers", "scm", "organization")) {
            assertThat(text(PROJECT, element)).as(element).isNotBlank();
        }
    }

    /** The licence comes with the resources of the parent, which a module with resources of its own does not get. */
    @Test
    void resourcesHaveTheLicence() {
        List<Element> projects = new ArrayList<>(published().values());
        projects.add(PROJECT);
        int seen = 0;
        for (Element project : projects) {
            String resources = text(project, "build", "resources");
            if (!resources.isEmpty()) {
                assertThat(resources).as(text(project, "artifactId")).contains("LICENSE").contains("NOTICE");
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    /** A name that is made up for jars without a module declaration would stay when they get one. */
    @Test
    void everyPublishedJarIsAModuleAndNoneIsGivenAName() throws IOException {
        for (Map.Entry<String, Element> module : published().entrySet()) {
            Path folder = Documents.ROOT.resolve(folder(module.getKey()));
            assertThat(Files.readString(folder.resolve("pom.xml"))).doesNotContain("Automatic-Module-Name");
            // What Maven, Gradle and data engines load is loaded from a class path.
            if (text(module.getValue(), "packaging").isEmpty() && !module.getKey().endsWith("-plugin")
                    && !engines().contains(folder(module.getKey()))) {
                assertThat(folder.resolve("src/main/java/module-info.java")).exists();
            }
        }
        assertThat(Files.readString(Documents.ROOT.resolve("pom.xml"))).doesNotContain("Automatic-Module-Name");
    }

    private static Map<String, Element> published() {
        Map<String, Element> published = new TreeMap<>(modules());
        published.keySet().retainAll(listed());
        assertThat(published).hasSameSizeAs(listed());
        return published;
    }

    /** The names of the list. */
    private static List<String> listed() {
        return descendants(pom(Documents.ROOT.resolve("bom")), "dependency").stream()
                .map(dependency -> text(dependency, "artifactId")).toList();
    }

    private static String folder(String artifact) {
        return folders().stream()
                .filter(folder -> text(pom(Documents.ROOT.resolve(folder)), "artifactId").equals(artifact))
                .findFirst().orElseThrow();
    }

    /** The modules of every build, and those for data engines, by artifact. */
    private static Map<String, Element> modules() {
        Map<String, Element> modules = new TreeMap<>();
        for (String folder : folders()) {
            Element pom = pom(Documents.ROOT.resolve(folder));
            modules.put(text(pom, "artifactId"), pom);
        }
        return modules;
    }

    private static List<String> folders() {
        List<String> folders = new ArrayList<>(listed(PROJECT));
        folders.addAll(engines());
        return folders;
    }

    /** The folders of what runs in data engines, which a profile builds. */
    private static List<String> engines() {
        return children(PROJECT, "profiles").stream().flatMap(profiles -> children(profiles, "profile").stream())
                .filter(profile -> text(profile, "id").equals("engines")).findFirst().map(PublicationTest::listed)
                .orElseThrow();
    }

    private static List<String> listed(Element project) {
        return children(project, "modules").stream().flatMap(modules -> children(modules, "module").stream()).map(
                Node::getTextContent)
                .toList();
    }

    private static Element pom(Path folder) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(folder.toString(), e);
        }
    }

    /** The text of the first element on that way, or nothing. */
    private static String text(Element from, String... way) {
        List<Element> places = List.of(from);
        for (String name : way) {
            places = places.stream().map(place -> children(place, name)).flatMap(Collection::stream).toList();
        }
        return places.isEmpty() ? "" : places.get(0).getTextContent().strip();
    }

    private static List<Element> children(Element from, String name) {
        return Stream.iterate(from.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(node -> node.getNodeName().equals(name)).map(Element.class::cast).toList();
    }

    private static List<Element> descendants(Element from, String name) {
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < from.getElementsByTagName(name).getLength(); i++) {
            found.add((Element) from.getElementsByTagName(name).item(i));
        }
        return found;
    }
}
