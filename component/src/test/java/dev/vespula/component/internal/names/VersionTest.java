package dev.vespula.component.internal.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({"1.2.3,1", "1.0.0-rc.1,1", "0.2.6,0.2", "0.2.0-rc.1+b,0.2", "0.0.3,0.0.3", "0.0.0,0.0.0"})
    void canonicalPart(String version, String canonical) throws NameException {
        assertThat(Version.canonical(VersionParser.parse(version))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"1.0.0-a,1.0.0", "1.0.0-2,1.0.0-11", "1.0.0-11,1.0.0-a", "1.0.0-a,1.0.0-a.1", "1.9.0,1.10.0",
        "1.0.0,18446744073709551615.0.0", "1.0.0,1.0.0+a", "1.0.0-99999999999999999998,1.0.0-99999999999999999999"})
    void order(String lower, String higher) throws NameException {
        assertThat(VersionParser.parse(lower)).isLessThan(VersionParser.parse(higher));
    }
}
