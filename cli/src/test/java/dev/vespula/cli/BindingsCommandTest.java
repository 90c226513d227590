package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vespula bindings}. */
class BindingsCommandTest extends CommandCase {
    private static final String WIT = "package a:b; world w { export f: func(); } world other { import g: func(); }";

    @TempDir
    Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void sourcesOfAModule() throws IOException {
        String file = write("add.wat", "(module (func (export \"add\") (param i32 i32) (result i32) (local.get 0)))");
        assertThat(vespula("bindings", file, "-p", "com.acme", "-o", folder + "/java", "--resources", folder + "/classes",
                "--resource", "add.wasm", "--class", "Maths")).as(err()).isZero();
        assertThat(out().lines()).hasSize(5).startsWith(folder + "/java/com/acme/Maths.java", folder
                + "/java/com/acme/MathsModule.java");
        assertThat(folder.resolve("java/com/acme/Maths.java")).content().contains("int add(int p0, int p1);");
        assertThat(folder.resolve("java/com/acme/MathsModule.java")).content().contains("\"add.wasm\"");
        assertThat(folder.resolve("classes/META-INF/native-image/dev.vespula/com.acme.Maths/reflect-config.json")).exists();
    }

    @Test
    void sourcesOfWit() throws IOException {
        String file = write("two.wit", WIT);
        assertThat(vespula("bindings", file, "--world", "w", "-o", folder.toString())).as(err()).isZero();
        assertThat(folder.resolve("W.java")).exists();
        assertThat(folder.resolve("Other.java")).doesNotExist();
        Path packages = Files.createDirectories(folder.resolve("wit"));
        Files.writeString(packages.resolve("a.wit"), WIT);
        assertThat(vespula("bindings", packages.toString(), "-o", folder.toString())).as(err()).isZero();
        assertThat(folder.resolve("Other.java")).exists();
    }

    @Test
    void whatIsWrongIsOneLine() throws IOException {
        String wit = write("two.wit", WIT);
        assertThat(vespula("bindings", wit, "--world", "x")).isEqualTo(Main.ERROR);
        assertThat(err()).isEqualTo(
                "vespula: there can be no bindings for two.wit:\n  it has no world \"x\"; there is [w, other]\n");
        assertThat(vespula("bindings", write("bad.wit", "package a:b; world {"))).isEqualTo(Main.ERROR);
        assertThat(err()).startsWith("vespula: ").contains("bad.wit:1:");
        String module = write("bad.wat", "(module (func (result i32)))");
        assertThat(vespula("bindings", module)).isEqualTo(Main.ERROR);
        assertThat(err()).startsWith("vespula: " + module).contains("invalid module");
        assertThat(vespula("bindings", folder.resolve("none.wasm").toString())).isEqualTo(Main.ERROR);
        assertThat(err()).contains("no such file");
        assertThat(vespula("bindings", wit, "-p", "a-b")).isEqualTo(Main.USAGE_ERROR);
        assertThat(vespula("bindings", wit, "--class", "1")).isEqualTo(Main.USAGE_ERROR);
        Files.createFile(folder.resolve("file"));
        assertThat(vespula("bindings", wit, "-o", folder.resolve("file").toString())).isEqualTo(Main.ERROR);
        assertThat(err()).contains("cannot write the sources");
    }
}
