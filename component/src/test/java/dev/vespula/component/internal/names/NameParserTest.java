package dev.vespula.component.internal.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.wit.SemanticVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameParserTest {
    private static final ComponentFeatures DEFAULT = ComponentFeatures.DEFAULT;

    private static ParsedName parse(String name) throws NameException {
        return NameParser.parse(name, DEFAULT);
    }

    private static void assertNoName(String name, ComponentFeatures features, String reason) {
        assertThatExceptionOfType(NameException.class).isThrownBy(() -> NameParser.parse(name, features))
                .withMessageStartingWith("`" + name + "` is not a valid extern name: ")
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a1", "a-1", "B", "B1", "a-1-b-2-c-3", "a11-B11-123-ABC-abc", "x-1B", "x-1b"})
    void labels(String label) throws NameException {
        assertThat(Label.isLabel(label)).isTrue();
        assertThat(parse(label)).isEqualTo(new ParsedName.Plain(label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-a", "a-", "-a", "a--b", "aBc", "a_b", "ä", "a b", "x-1Bb", "a.b", "[other]a"})
    void noLabels(String label) {
        assertThat(Label.isLabel(label)).isFalse();
        assertNoName(label, DEFAULT, "`" + label + "` is not in kebab case");
    }

    @Test
    void annotatedNames() throws NameException {
        assertThat(parse("[constructor]a-b")).isEqualTo(new ParsedName.Constructor("a-b"));
        assertThat(parse("[method]a.b-C")).isEqualTo(new ParsedName.Method("a", "b-C"));
        assertThat(parse("[static]a.b")).isEqualTo(new ParsedName.Static("a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "[constructor],not in kebab case",
        "[constructor]a.b,`a.b` is not in kebab case",
        "[method],failed to find `.` character",
        "[method]a,failed to find `.` character",
        "[static]a,failed to find `.` character",
        "[method]a.,`` is not in kebab case",
        "[method].a,`` is not in kebab case",
        "[static]a.b.c,`b.c` is not in kebab case"
    })
    void badAnnotations(String name, String reason) {
        assertNoName(name, DEFAULT, reason);
    }

    @Test
    void interfaces() throws NameException {
        assertThat(parse("wasi:http/types")).isEqualTo(
                new ParsedName.Interface(List.of("wasi"), "http", List.of("types"), Optional.empty()));
        assertThat(parse("ns-1-a:b-1-c/D-2@1.2.3-rc.1+b")).isEqualTo(new ParsedName.Interface(List.of("ns-1-a"), "b-1-c",
                List.of("D-2"), Optional.of(new Version.Semantic(new SemanticVersion(1, 2, 3, "rc.1", "b")))));
        assertThat(((ParsedName.Interface) parse("a:b/c@1.0.0")).unversioned()).isEqualTo("a:b/c");
    }

    @ParameterizedTest
    @CsvSource({
        "wasi:http/TyPeS,`TyPeS` is not in kebab case",
        "WaSi:http/types,`WaSi` is not in kebab case",
        "wasi/http,`wasi/http` is not in kebab case",
        "wasi:,`` is not in kebab case",
        "wasi:/,`` is not in kebab case",
        ":/,`` is not in kebab case",
        "1:a/b,`1` is not in kebab case",
        "A:b/c,character `A` is not lowercase",
        "ns:pkg-A/b,character `A` is not lowercase",
        "a:b,expected `/` after package name",
        "foo:bar:baz/qux,expected `/` after package name",
        "foo:bar/baz/qux,trailing characters found: `/qux`",
        "a:b/c:d,trailing characters found: `:d`",
        "a:b/c@,empty string",
        "a:b/c@.,unexpected character '.' while parsing major version number",
        "a:b/c@1.,unexpected end of input while parsing minor version number",
        "a:b/c@1,unexpected end of input while parsing major version number",
        "a:b/c@a.2,unexpected character 'a'",
        "a:b/c@2.b,unexpected character 'b'",
        "a:b/c@2.0x0,unexpected character 'x' after minor version number",
        "a:b/c@2.0.0x,unexpected character 'x' after patch version number",
        "a:b/c@2.0.0-a+b+c,unexpected character '+' after build metadata",
        "a:b/c@2.0.0-a_b,unexpected character '_' after pre-release identifier",
        "a:b/c@2.0.0+,empty identifier segment in build metadata",
        "a:b/c@2.0.0-,empty identifier segment in pre-release identifier",
        "a:b/c@2.0.0-a..b,empty identifier segment",
        "a:b/c@2.0.0-01,invalid leading zero in pre-release identifier",
        "a:b/c@02.0.0,invalid leading zero in major version number",
        "a:b/c@18446744073709551616.0.0,value of major version number exceeds"
    })
    void badInterfaces(String name, String reason) {
        assertNoName(name, DEFAULT, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b/c@0.0.0+01", "a:b/c@18446744073709551615.0.0", "a:b/c@0.0.0-abcd.1.2+efg.4.ee.5"})
    void versionsAsWritten(String name) throws NameException {
        Version version = ((ParsedName.Interface) parse(name)).version().orElseThrow();
        assertThat(((Version.Semantic) version).version()).hasToString(name.substring(name.indexOf('@') + 1));
    }

    @Test
    void nestedNamesNeedTheirFeature() throws NameException {
        ComponentFeatures nested = ComponentFeatures.of(ComponentFeature.NESTED_NAMES);
        assertThat(NameParser.parse("a:b:c/d/e@1.0.0", nested)).isEqualTo(new ParsedName.Interface(List.of("a", "b"), "c",
                List.of("d", "e"), Optional.of(new Version.Semantic(new SemanticVersion(1, 0, 0, "", "")))));
        assertNoName("a:b:c", nested, "expected `/` after package name");
    }

    @Test
    void canonicalVersionsNeedTheirFeature() throws NameException {
        ComponentFeatures canonical = ComponentFeatures.of(ComponentFeature.CANONICAL_NAMES);
        for (String version : List.of("1", "0.2", "0.0.3")) {
            ParsedName parsed = NameParser.parse("a:b/c@" + version, canonical);
            assertThat(((ParsedName.Interface) parsed).version())
                    .contains(new Version.Canonical(version, Optional.empty()));
        }
        assertNoName("a:b/c@1.2", canonical, "unexpected end of input");
        assertThat(((ParsedName.Interface) NameParser.parse("a:b/c@1.2.3", canonical)).version().orElseThrow())
                .isInstanceOf(Version.Semantic.class);
    }

    @Test
    void versionSuffixes() throws NameException {
        ComponentFeatures canonical = ComponentFeatures.of(ComponentFeature.CANONICAL_NAMES);
        ParsedName.Interface parsed = (ParsedName.Interface) NameParser.parseImport(suffixed("a:b/c@0.2", ".6-rc.1"),
                canonical);
        assertThat(parsed.version())
                .contains(new Version.Canonical("0.2", Optional.of(new SemanticVersion(0, 2, 6, "rc.1", ""))));
        assertNoSuffix("a:b/c@0.2.6", "-rc.1", "not the canonical version of 0.2.6-rc.1");
        assertNoSuffix("a:b/c@1", ".x", "unexpected character 'x'");
        assertNoSuffix("a:b/c", ".1.0", "a version suffix needs a version");
        assertNoSuffix("a", ".1.0", "a version suffix needs an interface name");
    }

    private static void assertNoSuffix(String name, String suffix, String reason) {
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> NameParser.parseExport(suffixed(name, suffix),
                        ComponentFeatures.of(ComponentFeature.CANONICAL_NAMES)))
                .withMessageContaining(reason);
    }

    private static ExternName suffixed(String name, String suffix) {
        return new ExternName(name, Optional.empty(), Optional.of(suffix), Optional.empty());
    }

    @Test
    void formerNamesAreOfImportsOnly() throws NameException {
        assertThat(NameParser.parseImport(new ExternName("url=<https://a>"), DEFAULT))
                .isEqualTo(new ParsedName.Former("url"));
        assertThat(NameParser.parseImport(new ExternName("unlocked-dep=<a:b>"), DEFAULT))
                .isEqualTo(new ParsedName.Former("unlocked-dep"));
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> NameParser.parseExport(new ExternName("url=<https://a>"), DEFAULT));
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> NameParser.parseImport(new ExternName("url=<https://a"), DEFAULT));
    }

    @Test
    void implementedInterfaces() throws NameException {
        assertThat(NameParser.parseInterface("a:b/c", DEFAULT).packageName()).isEqualTo("b");
        for (String wrong : List.of("not-valid", "", "a:b", "A:b/c")) {
            assertThatExceptionOfType(NameException.class)
                    .isThrownBy(() -> NameParser.parseInterface(wrong, DEFAULT))
                    .withMessageContaining("must be an interface");
        }
    }
}
