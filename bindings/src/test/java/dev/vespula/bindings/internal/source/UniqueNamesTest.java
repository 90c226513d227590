package dev.vespula.bindings.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of one place. */
class UniqueNamesTest {
    @Test
    void theFirstHasItsName() {
        assertThat(UniqueNames.ofMembers().without("a").giveAll(List.of("a", "b", "B", "c", "c", "c_2"))).containsExactly(
                new UniqueNames.Given("a_2", false), new UniqueNames.Given("b", true), new UniqueNames.Given("B", true),
                new UniqueNames.Given("c", false), new UniqueNames.Given("c_2", false), new UniqueNames.Given("c_2_2", false));
    }

    @Test
    void typesThatDifferInCaseDoNotDifferInFiles() {
        assertThat(UniqueNames.ofTypes().giveAll(List.of("Ab", "AB"))).containsExactly(new UniqueNames.Given("Ab", false),
                new UniqueNames.Given("AB_2", false));
    }
}
