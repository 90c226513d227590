package dev.vespula.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.text.Wat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/** Real builds of small projects. */
class BuildsIT {
    private static final String MADE = "META-INF/vespula/wasm/";

    @Test
    void aBuildCompilesWhatHasChangedAndTheProgramFindsIt() throws Exception {
        Project project = new Project("ahead", "ahead");
        Path classes = project.file("target/classes");

        assertThat(project.build("package", "-DskipTests")).as("%s", project.output()).isTrue();
        assertThat(project.output()).anyMatch(line -> line.contains("Compiled 2 modules ahead of time"));
        assertThat(classes.resolve(MADE + "app/gcd.wasm")).exists();
        assertThat(project.run("ahead-1.jar", "app.Main")).containsExactly("gcd 12", "compiled 1", "interpreted 0");
        // Of an engine that meters fuel the build knew nothing.
        assertThat(project.run("ahead-1.jar", "app.Main", "metered"))
                .anyMatch(line -> line.contains("the code of app/gcd.wasm that the build has compiled is not used")
                        && line.contains("fuel 'off', and the engine has 'on"))
                .contains("gcd 12", "interpreted 1");

        byte[] jar = Files.readAllBytes(project.file("target/ahead-1.jar"));
        assertThat(project.build("package", "-DskipTests")).isTrue();
        assertThat(project.output()).anyMatch(line -> line.contains("Nothing to do")).noneMatch(line -> line.contains(
                "Compiled"));
        assertThat(Files.readAllBytes(project.file("target/ahead-1.jar"))).isEqualTo(jar);
        Project elsewhere = new Project("ahead", "ahead-elsewhere");
        assertThat(elsewhere.build("package", "-DskipTests")).isTrue();
        assertThat(Files.readAllBytes(elsewhere.file("target/ahead-1.jar"))).isEqualTo(jar);

        byte[] invalid = Wat.parse("(module (func $f (export \"f\") (result i32) (i64.const 1)))");
        Files.write(project.file("src/main/wasm/broken.wasm"), invalid);
        Files.writeString(project.file("src/main/wasm/text.wat"),
                "(module\n  (func (export \"g\") (result i32) (i64.const 1)))");
        Files.delete(project.file("src/main/wasm/answer.wat"));
        assertThat(project.build("package", "-DskipTests")).isFalse();
        assertThat(project.output())
                .anyMatch(line -> line.contains(
                        "src/main/wasm/broken.wasm: type mismatch: instruction requires [i32] but stack has [i64] in function 0 <f> "
                                + "(at offset 0x"))
                .anyMatch(line -> line.contains("src/main/wasm/text.wat:2:") && line.contains("type mismatch"));
        assertThat(classes.resolve(MADE + "broken.wasm")).doesNotExist();

        Files.delete(project.file("src/main/wasm/broken.wasm"));
        Files.delete(project.file("src/main/wasm/text.wat"));
        assertThat(project.build("package", "-DskipTests")).isTrue();
        assertThat(project.output()).anyMatch(line -> line.contains("Nothing to do"));
        assertThat(classes.resolve(MADE + "answer.wasm")).doesNotExist();
        assertThat(project.run("ahead-1.jar", "app.Main")).containsExactly("gcd 12", "compiled 1", "interpreted 0");
    }

    @Test
    void aNamedModuleHasTheCodeAmongItsResources() throws Exception {
        Project project = new Project("named", "named");
        assertThat(project.build("package", "-DskipTests")).as("%s", project.output()).isTrue();
        assertThat(project.file("target/classes/dev")).doesNotExist();
        assertThat(project.runNamed("named-1.jar", "-m", "app/app.Main")).containsExactly("gcd 12", "doubled 42",
                "compiled 2", "interpreted 0");
        assertThat(project.run("named-1.jar", "app.Main")).containsExactly("gcd 12", "doubled 42", "compiled 2",
                "interpreted 0");
    }

    @Test
    void aProgramOfFewLinesCallsAnExportThroughAGeneratedInterface() throws Exception {
        Project project = new Project("typed", "typed");
        Path generated = project.file("target/generated-sources/vespula/app/Numbers.java");
        assertThat(project.build("package", "-DskipTests")).as("%s", project.output()).isTrue();
        assertThat(Files.readAllLines(project.file("src/main/java/app/Main.java"))).hasSizeLessThan(15);
        assertThat(project.output()).anyMatch(line -> line.contains("Generated bindings of 1 source"));
        assertThat(project.run("typed-1.jar", "app.Main")).containsExactly("12");

        byte[] jar = Files.readAllBytes(project.file("target/typed-1.jar"));
        FileTime made = Files.getLastModifiedTime(generated);
        assertThat(project.build("package", "-DskipTests")).isTrue();
        assertThat(project.output().stream().filter(line -> line.contains("Nothing to do"))).hasSize(2);
        assertThat(Files.getLastModifiedTime(generated)).isEqualTo(made);
        Project elsewhere = new Project("typed", "typed-elsewhere");
        assertThat(elsewhere.build("package", "-DskipTests")).isTrue();
        assertThat(Files.readAllBytes(elsewhere.file("target/typed-1.jar"))).isEqualTo(jar);

        Files.copy(project.file("src/main/wasm/app/numbers.wat"), project.file("src/main/wasm/homeless.wat"));
        assertThat(project.build("generate-sources")).isFalse();
        assertThat(project.output()).anyMatch(line -> line.contains(
                "src/main/wasm/homeless.wat: for bindings the setting 'packageName'"
                        + " must be there, or the file be in a folder that is a package"));
        assertThat(project.build("generate-sources", "-Dvespula.packageName=com.acme")).isTrue();
        assertThat(project.file("target/generated-sources/vespula/com/acme/Homeless.java")).exists();
        assertThat(project.file("target/generated-sources/vespula/com/acme/app/Numbers.java")).exists();
        assertThat(generated).doesNotExist();
    }

    @Test
    void aWorldOfWitIsAnInterfaceForAComponent() throws Exception {
        Project project = new Project("wit", "wit");
        Path generated = project.file("target/generated-sources/vespula/app");
        assertThat(project.build("package", "-DskipTests")).as("%s", project.output()).isTrue();
        assertThat(project.output()).anyMatch(line -> line.contains("Generated bindings of 2 sources"));
        assertThat(generated.resolve("Calculator.java")).content().contains("Doubles numbers.");
        assertThat(generated.resolve("Unwanted.java")).doesNotExist();
        assertThat(project.run("wit-1.jar", "app.Main")).containsExactly("42");

        assertThat(project.build("package", "-DskipTests")).isTrue();
        assertThat(project.output().stream().filter(line -> line.contains("Nothing to do"))).hasSize(2);

        Files.writeString(project.file("src/main/wasm/app/deps/numbers.wit"), "package my:base;\ninterface numbers {}\n");
        assertThat(project.build("generate-sources")).isFalse();
        assertThat(project.output()).anyMatch(line -> line.matches(".*src/main/wasm/app/calculator\\.wit:5:\\d+: .*number.*"));
    }
}
