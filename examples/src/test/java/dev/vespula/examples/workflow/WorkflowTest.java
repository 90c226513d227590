package dev.vespula.examples.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowTest {
    @TempDir
    private Path folder;

    private String here(String... args) throws Exception {
        return Output.of(() -> Workflow.main(arguments(args)));
    }

    private String[] arguments(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add(0, folder.resolve("17.order").toString());
        return all.toArray(String[]::new);
    }

    private String inAnotherProcess(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"), Workflow.class.getName()));
        command.addAll(List.of(arguments(args)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.replace(System.lineSeparator(), "\n");
    }

    @Test
    void anOrderGoesThroughSeveralProcesses() throws Exception {
        assertThat(inAnotherProcess("start", "17", "25000")).isEqualTo("waiting: approve order 17 of 250.00\n");
        assertThat(folder).isDirectoryContaining("glob:**/17.order");
        assertThat(here("answer", "1")).isEqualTo("charged 250.00\nwaiting: has parcel 1 of order 17 arrived\n");
        assertThat(inAnotherProcess("answer", "1")).isEqualTo("waiting: has parcel 2 of order 17 arrived\n");
        assertThat(here("answer", "0")).isEqualTo("done: 1\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOrderThatIsNotApprovedIsNotCharged() throws Exception {
        here("start", "3", "999999");
        assertThat(here("answer", "0")).isEqualTo("done: -1\n");
    }

    @Test
    void aSmallOrderIsNotAskedFor() throws Exception {
        assertThat(here("start", "4", "995")).isEqualTo("charged 9.95\nwaiting: has parcel 1 of order 4 arrived\n");
    }
}
