package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Tier;
import dev.vespula.WasmStruct;
import dev.vespula.types.DefinedType;
import org.junit.jupiter.api.Test;

/** What the name section of a module calls types and fields of the objects that Java has. */
class ObjectNamesTest {
    private static final String FIELDS = """
            (type (struct (field i32)))
            (type $account (struct (field $owner externref) (field i64) (field $balance (mut i64))))
            (type $anonymous (struct (field f32)))
            (func (export "account") (result (ref $account)) (struct.new $account (ref.null extern) (i64.const 1) (i64.const 2)))
            """;

    @Test
    void fieldsAreFoundByTheirNames() {
        Guest guest = new Guest(Tier.INTERPRETER);
        Instance instance = guest.instance(FIELDS);
        Module module = instance.module();
        WasmStruct account = (WasmStruct) instance.func("account").call()[0];
        DefinedType type = account.type();
        assertThat(module.typeName(type)).contains("account");
        assertThat(module.fieldName(type, 0)).contains("owner");
        assertThat(module.fieldName(type, 1)).isEmpty();
        assertThat(module.fieldName(type, 2)).contains("balance");
        assertThat(module.fieldName(type, 3)).isEmpty();
        assertThat(module.fieldName(type, -1)).isEmpty();
        Module other = guest.module("(type $other (struct (field $f i32)))");
        assertThat(other.typeName(type)).isEmpty();
        assertThat(other.fieldName(type, 0)).isEmpty();
        assertThatThrownBy(() -> new Guest(Tier.INTERPRETER).module(FIELDS).typeName(type))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void customSectionsMayBeIgnored() {
        Guest guest = new Guest(Tier.INTERPRETER, config -> config.withCustomSections(Config.CustomSections.IGNORE));
        Instance instance = guest.instance(FIELDS);
        WasmStruct account = (WasmStruct) instance.func("account").call()[0];
        assertThat(instance.module().typeName(account.type())).isEmpty();
        assertThat(instance.module().fieldName(account.type(), 0)).isEmpty();
    }
}
