package dev.vespula.component.wit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.InvalidException;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The world of a component, made of its type. */
class WorldOfTypeTest {
    private static Map<String, ExternType> map(Object... entries) {
        Map<String, ExternType> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (ExternType) entries[i + 1]);
        }
        return map;
    }

    private static FunctionType function(ValueType result, NamedType... parameters) {
        return new FunctionType(false, List.of(parameters), Optional.ofNullable(result));
    }

    private static Map<String, ExternType> exports(ResourceType resource, EnumType error) {
        return map("error", new TypeBound.OfValues(error), "r", new TypeBound.OfResource(resource), "[constructor]r",
                function(new OwnType(resource)), "[method]r.m",
                function(new ResultType(Optional.empty(), Optional.of(error)),
                        new NamedType("self", new BorrowType(resource)), new NamedType("a", Primitive.U8)));
    }

    @Test
    void isWrittenAsWit() {
        ResourceType resource = new ResourceType("r");
        EnumType error = new EnumType(List.of("a", "b"));
        RecordType record = new RecordType(List.of(new NamedType("x", error)));
        ComponentType type = new ComponentType(map("a:b/i@1.0.0", new InstanceType(exports(resource, error)), "a:b/j@1.0.0",
                new InstanceType(map("record", new TypeBound.OfValues(record), "r", new TypeBound.OfResource(resource), "f",
                        function(new ListType(record), new NamedType("r", new OwnType(resource))))),
                "plain", new InstanceType(map("g", function(Primitive.STRING))), "t", new TypeBound.OfValues(record), "h",
                function(record)),
                map("a:b/i@1.0.0", new InstanceType(exports(new ResourceType("r"), error)), "h", function(null)));
        WitPackages packages = WitPackages.of(type);
        assertThat(packages.toWit()).isEqualTo("""
                package root:component;

                world root {
                  import a:b/i@1.0.0;
                  import a:b/j@1.0.0;

                  import plain: interface {
                    g: func() -> string;
                  }
                  use a:b/j@1.0.0.{%record as t};

                  import h: func() -> t;

                  export h: func();
                  export a:b/i@1.0.0;
                }

                package a:b@1.0.0 {
                  interface i {
                    enum error {
                      a,
                      b,
                    }

                    resource r {
                      constructor();

                      m: func(a: u8) -> result<_, error>;
                    }
                  }

                  interface j {
                    use i.{error, r};

                    record %record {
                      x: error,
                    }

                    f: func(r: r) -> list<%record>;
                  }
                }
                """);
        assertThat(WitLoader.create().parse(packages.toWit()).toWit()).isEqualTo(packages.toWit());
    }

    @Test
    void refusesWhatWitCannotSay() {
        ComponentType nested = new ComponentType(Map.of(), Map.of());
        assertThatThrownBy(() -> WitPackages.of(new ComponentType(map("c", nested), Map.of())))
                .isInstanceOf(InvalidException.class).hasMessageContaining("`c` is nothing that WIT can say");
        assertThatThrownBy(() -> WitPackages.of(new ComponentType(Map.of(),
                map("t", new TypeBound.OfValues(Primitive.U8))))).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> WitPackages.of(new ComponentType(map("f", function(new EnumType(List.of("x")))), Map.of())))
                .isInstanceOf(InvalidException.class).hasMessageContaining("without a name");
    }
}
