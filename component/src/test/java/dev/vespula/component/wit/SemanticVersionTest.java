package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
    @Test
    void isOrderedByPrecedence() {
        List<SemanticVersion> ordered = List.of("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
                "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0+1", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
                "18446744073709551615.0.0").stream().map(SemanticVersion::parse).toList();
        List<SemanticVersion> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ordered);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3,1", "0.2.3,0.2", "0.0.3,0.0.3", "1.2.3-rc.1+b,1.2.3-rc.1", "2.0.0+b,2"})
    void hasATrackOfCompatibleVersions(String version, String track) {
        assertThat(SemanticVersion.parse(version).compatibleTrack()).isEqualTo(track);
        assertThat(SemanticVersion.parse(version)).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+",
        "1.2.3+a_b", "1.2.18446744073709551616", "-1.2.3"})
    void refusesOthers(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SemanticVersion.parse(text));
    }
}
