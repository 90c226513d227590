package dev.vespula.component.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
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

class WorldTextTest {
    private static final ResourceType STREAM = new ResourceType("stream");
    private static final ValueType SIZE = new RecordType(List.of(new NamedType("width", Primitive.U32)));
    private static final ValueType ERROR = new EnumType(List.of("closed"));

    private static FunctionType function(ValueType result, NamedType... params) {
        return new FunctionType(false, List.of(params), Optional.ofNullable(result));
    }

    private static Map<String, ExternType> map(Object... entries) {
        Map<String, ExternType> map = new LinkedHashMap<>();
        for (int k = 0; k < entries.length; k += 2) {
            map.put((String) entries[k], (ExternType) entries[k + 1]);
        }
        return map;
    }

    private static NamedType self(ResourceType type) {
        return new NamedType("self", new BorrowType(type));
    }

    @Test
    void resourcesTypesAndUses() {
        InstanceType streams = new InstanceType(map(
                "size", new TypeBound.OfValues(SIZE),
                "count", new TypeBound.OfValues(Primitive.U8),
                "stream", new TypeBound.OfResource(STREAM),
                "error", new TypeBound.OfValues(ERROR),
                "[constructor]stream", function(new OwnType(STREAM), new NamedType("list", SIZE)),
                "[method]stream.read", function(new ResultType(Optional.of(SIZE), Optional.of(ERROR)), self(STREAM),
                        new NamedType("n", Primitive.U64)),
                "[static]stream.join", function(null, new NamedType("with", new ListType(new OwnType(STREAM)))),
                "flush", function(null)));
        ResourceType file = new ResourceType("file");
        InstanceType files = new InstanceType(map(
                "stream", new TypeBound.OfResource(STREAM),
                "extent", new TypeBound.OfValues(SIZE),
                "file", new TypeBound.OfResource(file),
                "open", function(new OwnType(STREAM), new NamedType("f", new BorrowType(file)), new NamedType("e", SIZE))));
        ComponentType type = new ComponentType(map("a:io/streams@1.0.0", streams, "a:fs/files", files, "log", function(null)),
                map("run", function(new OwnType(STREAM)), "m", new CoreModuleType(List.of(), List.of())));
        assertThat(WorldText.of(type)).isEqualTo("""
                world root {
                  import a:io/streams@1.0.0: interface {
                    record size { width: u32 }
                    type count = u8;
                    resource %stream {
                      constructor(%list: size);
                      read: func(n: u64) -> result<size, error>;
                      join: static func(%with: list<own<%stream>>);
                    }
                    enum error { closed }
                    flush: func();
                  }
                  import a:fs/files: interface {
                    use a:io/streams@1.0.0.{%stream};
                    use a:io/streams@1.0.0.{size as extent};
                    resource file;
                    open: func(f: borrow<file>, e: extent) -> own<%stream>;
                  }
                  import log: func();
                  export run: func() -> own<stream>;
                  export m: core module;
                }
                """);
    }

    @Test
    void resourcesOfTheWorld() {
        ResourceType thing = new ResourceType("thing");
        ComponentType type = new ComponentType(map("thing", new TypeBound.OfResource(thing),
                "[constructor]thing", function(new ResultType(Optional.of(new OwnType(thing)), Optional.empty())),
                "[method]thing.get", function(Primitive.U8, self(thing))), Map.of());
        assertThat(WorldText.of(type)).isEqualTo("""
                world root {
                  resource thing {
                    constructor() -> result<own<thing>>;
                    get: func() -> u8;
                  }
                }
                """);
    }
}
