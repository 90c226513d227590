package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compiled code depends on the module and the configuration, and on nothing in the process. */
class SameBytesTest {
    private static final byte[][] MODULES = {Sample.wasm(), Sample.large(), Wat.parse("""
            (module
              (rec (type $f (func (param (ref null $s)) (result i32)))
                (type $s (struct (field (ref null $f)) (field v128) (field i16))))
              (type $t (sub (struct (field i32))))
              (type $u (sub $t (struct (field i32) (field f64))))
              (func (export "a") (param anyref) (result i32)
                (block $l (result (ref $u)) (return (br_on_cast $l anyref (ref $u) (local.get 0)) (drop) (i32.const 0)))
                (struct.get $u 0))
              (func (param anyref) (result (ref null $t)) (ref.cast (ref null $t) (local.get 0)))
              (func (param anyref) (result i32) (ref.test (ref i31) (local.get 0)))
              (func (param (ref $f)) (result i32) (call_ref $f (ref.null $s) (local.get 0))))
            """)};

    public static void main(String[] arguments) throws IOException {
        // Other types come first, so that all numbers of types are others than in a fresh engine.
        Engine engine = Engine.of(config());
        Module.of(engine, Wat.parse(
                "(module (rec (type (struct (field i8))) (type (array i64))) (type (sub (struct (field i32)))))"));
        for (int k = MODULES.length - 1; k >= 0; k--) {
            System.out.println(k + " " + Arrays.hashCode(compile(engine, MODULES[k])));
        }
    }

    private static Config config() {
        return Sample.config(Tier.AUTO);
    }

    private static byte[] compile(Engine engine, byte[] wasm) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        Module.of(engine, wasm).compileTo(jar);
        return jar.toByteArray();
    }

    @Test
    void enginesWithOtherTypesCompileTheSame() throws IOException {
        Engine used = Engine.of(config());
        for (byte[] wasm : MODULES) {
            Module.of(used, wasm);
        }
        for (int k = MODULES.length - 1; k >= 0; k--) {
            assertThat(compile(used, MODULES[k])).as("module " + k).isEqualTo(compile(Engine.of(config()), MODULES[k]));
        }
    }

    @Test
    void otherProcessesCompileTheSame() throws Exception {
        StringBuilder expected = new StringBuilder();
        for (int k = MODULES.length - 1; k >= 0; k--) {
            expected.append(k).append(' ').append(Arrays.hashCode(compile(Engine.of(config()), MODULES[k])))
                    .append(System.lineSeparator());
        }
        // Twice: collections of the JDK have an order of their own in each process.
        for (int k = 0; k < 2; k++) {
            assertThat(ChildProcess.start(SameBytesTest.class).output()).isEqualTo(expected.toString());
        }
    }
}
