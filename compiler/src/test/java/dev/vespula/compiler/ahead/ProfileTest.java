package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CompileOptions;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Profile;
import dev.vespula.ProfileException;
import dev.vespula.ProfileException.Reason;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code ahead of time that is laid out by what a training run has seen. */
class ProfileTest {
    private static final int CASES = 40;
    private static final int STEPS = 60_000;
    /** A loop around a branch table, too large for one method, of which a run uses every tenth case; and what never runs. */
    private static final byte[] WASM = wasm();

    private static byte[] wasm() {
        StringBuilder text = new StringBuilder("""
                (module
                  (func (export "idle") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
                  (func (export "run") (param $n i32) (result i32) (local $x i32)
                    (loop $more
                """);
        text.append("(block $end ").append("(block ".repeat(CASES)).append("(br_table");
        for (int k = 0; k < CASES; k++) {
            text.append(' ').append(k);
        }
        text.append(" (i32.mul (i32.const 10) (i32.and (local.get $n) (i32.const 3))))");
        for (int k = 0; k < CASES; k++) {
            text.append(")\n");
            for (int step = 0; step < 20; step++) {
                text.append("(local.set $x (i32.rotl (i32.xor (local.get $x) (i32.const ").append(1_000 * k + step)
                        .append(")) (i32.const ").append(step % 31).append(")))\n");
            }
            text.append("(br $end)");
        }
        return Wat.parse(text.append("""
                )
                      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $x)))""").toString());
    }

    private static Engine engine(Tier tier) {
        return Engine.of(Sample.config(tier));
    }

    private static byte[] bytes(Profile profile) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            profile.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Profile read(byte[] bytes) throws IOException {
        return Profile.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] jar(Engine engine, byte[] wasm, CompileOptions options) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        Module.of(engine, wasm).compileTo(jar, options);
        return jar.toByteArray();
    }

    private static Object run(Module module) {
        return new Linker<Void>(module.engine()).instantiate(new Store<>(module.engine()), module).func("run")
                .call(STEPS)[0];
    }

    private static Profile trained(Config config) {
        Module module = Module.of(Engine.of(config), WASM);
        run(module);
        return module.profile();
    }

    @Test
    void aTrainingRunIsTheSameEachTimeAndSeesWhatRuns() throws IOException {
        Profile profile = trained(Sample.config(Tier.INTERPRETER));
        assertThat(profile.functions()).isEqualTo(1);
        assertThat(bytes(trained(Sample.config(Tier.INTERPRETER)))).isEqualTo(bytes(profile));
        assertThat(bytes(read(bytes(profile)))).isEqualTo(bytes(profile));
    }

    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"AUTO", "COMPILED"})
    void codeIsLaidOutByIt(Tier tier) throws IOException {
        CompileOptions options = new CompileOptions().withProfile(trained(Sample.config(Tier.INTERPRETER)));
        byte[] jar = jar(engine(tier), WASM, options);
        assertThat(jar(engine(tier), WASM, options)).isEqualTo(jar);
        assertThat(jar).isNotEqualTo(jar(engine(tier), WASM, new CompileOptions()));
        Engine engine = Engine.of(Sample.config(tier).withCodeUse(Config.CodeUse.FROM_FIRST_CALL));
        assertThat(run(Sample.load(engine, jar))).isEqualTo(run(Module.of(engine(Tier.INTERPRETER), WASM)));
    }

    @Test
    void nothingIsSeenOfWhatDoesNotRun() throws IOException {
        Profile none = Module.of(engine(Tier.INTERPRETER), WASM).profile();
        assertThat(none.functions()).isZero();
        assertThat(jar(engine(Tier.AUTO), WASM, new CompileOptions().withProfile(none)))
                .isEqualTo(jar(engine(Tier.AUTO), WASM, new CompileOptions()));
    }

    @Test
    void oneOfOtherCodeIsRefused() {
        CompileOptions options = new CompileOptions().withProfile(trained(Sample.config(Tier.INTERPRETER)));
        assertRefused(Reason.OTHER_MODULE, () -> jar(engine(Tier.AUTO), Sample.wasm(), options));
        Engine metered = Engine.of(Sample.config(Tier.AUTO).withFuel(Config.FuelMetering.ON));
        assertRefused(Reason.OTHER_CONFIGURATION, () -> jar(metered, WASM, options));
    }

    @Test
    void whateverIsChangedOrMissingIsNoticed() {
        byte[] good = bytes(trained(Sample.config(Tier.INTERPRETER)));
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 4;
            assertRefused(at < "vespula-profile-1\n".length() ? Reason.NOT_A_PROFILE : Reason.CORRUPT, () -> read(changed));
        }
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(ProfileException.class);
        }
        assertRefused(Reason.NOT_A_PROFILE, () -> read("something else".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(Reason reason, ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOfSatisfying(ProfileException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** A profile of an engine that compiles has what was seen until then. */
    @Test
    void anEngineThatCompilesKnowsSomeOfIt() {
        Module module = Module.of(engine(Tier.AUTO), WASM);
        Instance instance = new Linker<Void>(module.engine()).instantiate(new Store<>(module.engine()), module);
        // Five samples at least, before anything is compiled.
        instance.func("run").call(STEPS);
        assertThat(module.profile().functions()).isEqualTo(1);
    }
}
