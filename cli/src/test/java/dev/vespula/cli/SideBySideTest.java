package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Val;
import dev.vespula.internal.policy.Watching;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two programs that differ stand for two tiers that do. */
class SideBySideTest {
    private final List<Integer> told = new ArrayList<>();

    private static String program(String body) {
        return "(module (import \"env\" \"tell\" (func $tell (param i32) (result i32))) (memory (export \"memory\") 1)"
                + "(func (export \"run\") (result i32) " + body + "))";
    }

    private Side side(Tier tier, Watching watching, Config config, String text) {
        Engine engine = Engine.of(config.withTier(tier).with(watching));
        Store<Void> store = new Store<>(engine);
        if (config.isMetered()) {
            store.setFuel(1_000);
        }
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "tell", FuncType.of(ValType.I32).returning(ValType.I32), (caller, args) -> {
            told.add(args.i32(0));
            caller.memory("memory").write(100, new byte[] {(byte) told.size()});
            args.result(0, told.size());
        });
        Module module = Module.of(engine, Wat.parse(text));
        return new Side(store, () -> linker.instantiate(store, module).func("run").callVals());
    }

    private record Side(Store<Void> store, SideBySide.Side action) {}

    private List<Val> run(Config config, String first, String second) {
        SideBySide sides = new SideBySide();
        Side one = side(Tier.INTERPRETER, sides.leading(), config, program(first));
        Side two = side(Tier.COMPILED, sides.following(), config, program(second));
        return sides.run(one.action(), one.store(), two.action(), two.store());
    }

    private void differ(String first, String second, String... how) {
        for (Config.FuelMetering metering : Config.FuelMetering.values()) {
            assertThatThrownBy(() -> run(new Config().withFuel(metering), first, second)).isInstanceOf(CommandException.class)
                    .hasMessageContainingAll(how);
        }
    }

    @Test
    void theHostIsCalledOnceAndBothSeeWhatItDid() {
        String body =
                "(drop (call $tell (i32.const 5))) (i32.add (call $tell (i32.load8_u (i32.const 100))) (i32.load (i32.const 100)))";
        assertThat(run(new Config(), body, body).get(0).i32()).isEqualTo(4);
        assertThat(told).containsExactly(5, 1);
    }

    @Test
    void argumentsAreCompared() {
        differ("(call $tell (i32.const 5))", "(call $tell (i32.const 6))", "after 1 calls", "env::tell(5)",
                "compiled code env::tell(6)",
                "active in compiled code:\n  f1");
        assertThat(told).isEmpty();
    }

    @Test
    void memoriesAreCompared() {
        differ("(i32.store8 (i32.const 7) (i32.const 1)) (call $tell (i32.const 5))",
                "(i32.store8 (i32.const 7) (i32.const 2)) (call $tell (i32.const 5))",
                "memory 0 differs in the call of env::tell(5), first at 0x7: 0x01 interpreted, 0x02 compiled");
    }

    @Test
    void endsAreCompared() {
        differ("(i32.const 1)", "(i32.const 2)", "the interpreter returns 1", "compiled code returns 2");
        differ("(i32.const 1)", "unreachable", "the interpreter returns 1", "compiled code traps: wasm `unreachable`");
        differ("(call $tell (i32.const 5))", "(i32.const 1)", "the interpreter calls env::tell(5), compiled code returns 1");
        differ("(i32.const 1)", "(call $tell (i32.const 5))", "the interpreter returns 1, compiled code calls env::tell(5)");
    }

    @Test
    void fuelIsCompared() {
        assertThatThrownBy(() -> run(new Config().withFuel(Config.FuelMetering.ON), "(i32.const 1)",
                "nop (drop (i32.const 1)) (i32.const 1)"))
                .hasMessageContaining("units of fuel are left to the interpreter");
    }
}
