package dev.vespula.bindings.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of one place. */
class GivenNamesTest {
    @Test
    void theFirstHasItsName() {
        assertThat(GivenNames.ofMembers().without("a").giveAll(List.of("a", "b", "B", "c", "c", "c_2"))).containsExactly(
                new GivenNames.Given("a_2", false), new GivenNames.Given("b", true), new GivenNames.Given("B", true),
                new GivenNames.Given("c", false), new GivenNames.Given("c_2", false), new GivenNames.Given("c_2_2", false));
    }

    @Test
    void typesThatDifferInCaseDoNotDifferInFiles() {
        assertThat(GivenNames.ofTypes().giveAll(List.of("Ab", "AB"))).containsExactly(new GivenNames.Given("Ab", false),
                new GivenNames.Given("AB_2", false));
    }
}
