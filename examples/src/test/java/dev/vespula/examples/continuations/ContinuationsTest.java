package dev.vespula.examples.continuations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Output;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationsTest {
    @Test
    void hundredThousandThreadsTakeTurns() throws Exception {
        assertThat(Output.of(() -> GreenThreads.main(new String[] {"100000", "10"})))
                .isEqualTo("1000000 steps, 1000000 times another thread's turn\n");
    }

    @Test
    void aGeneratorIsAnIterator() throws Exception {
        assertThat(Primes.stream().limit(10)).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
        assertThat(Primes.stream().skip(999).findFirst()).contains(7919);
    }

    @Test
    void anActorIsAFileBetweenMessages(@TempDir Path folder) throws Exception {
        String file = folder.resolve("17.account").toString();
        assertThat(Output.of(() -> Account.main(new String[] {file, "open"}))).isEqualTo("0\n");
        assertThat(Output.of(() -> Account.main(new String[] {file, "send", "100"}))).isEqualTo("100\n");
        assertThat(Output.of(() -> Account.main(new String[] {file, "send", "-130"}))).isEqualTo("99\n");
        assertThat(Output.of(() -> Account.main(new String[] {file, "send", "-130"}))).isEqualTo("97\n");
        assertThat(Output.of(() -> Account.main(new String[] {file, "send", "-90"}))).isEqualTo("7\n");
        assertThat(folder).isDirectoryContaining("glob:**/17.account");
    }
}
