package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that was compiled ahead of time needs nothing to compile with. */
class WithoutAsmTest {
    @TempDir
    Path folder;

    public static void main(String[] arguments) throws Exception {
        for (Tier tier : new Tier[] {Tier.COMPILED, Tier.AUTO}) {
            Engine engine = Engine.of(Sample.config(tier));
            System.out.println(Sample.run(Module.ofCompiled(engine, Path.of(arguments[0]))));
        }
        try {
            Module.of(Engine.of(Sample.config(Tier.COMPILED)), Sample.wasm());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        // Runs long enough for the compiler to be wanted.
        Engine engine = Engine.of(Sample.config(Tier.AUTO));
        System.out.println(Sample.instance(new Store<>(engine), Module.of(engine, Sample.wasm()))
                .func("hash").call(3_000_000)[0]);
    }

    @Test
    void compiledCodeRunsWithoutAsm() throws Exception {
        byte[] wasm = Sample.wasm();
        Path jar = Files.write(folder.resolve("sample.jar"), Sample.jar(Sample.config(Tier.AUTO), wasm));
        Object result = Sample.interpreted(wasm);
        assertThat(ChildProcess.startWithoutAsm(WithoutAsmTest.class, jar.toString()).output().lines())
                .containsExactly(result.toString(), result.toString(), "compiling needs the artifact org.ow2.asm:asm",
                        String.valueOf(hash(3_000_000)));
    }

    private static int hash(int n) {
        int hash = 0;
        for (int k = n; k > 0; k--) {
            hash = 31 * hash + k;
        }
        return hash;
    }
}
