package dev.vespula.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.ArrayType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.FieldType;
import dev.vespula.types.FuncType;
import dev.vespula.types.PackedType;
import dev.vespula.types.RefType;
import dev.vespula.types.StructType;
import dev.vespula.types.ValType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicTypesTest {
    private final TypeRegistry registry = new TypeRegistry();
    private final PublicTypes types = new PublicTypes(registry);

    @Test
    void abstractTypesGoBothWays() {
        for (AbstractHeapType heap : AbstractHeapType.values()) {
            assertThat(HeapTypes.name(types.heapType(heap))).isEqualTo(heap.toString());
            assertThat(types.heapType(types.heapType(heap))).isEqualTo(heap);
        }
        for (int type = ValTypes.V128; type <= ValTypes.I32; type++) {
            assertThat(types.valType(types.valType(type))).isEqualTo(type);
            assertThat(types.valType(type)).hasToString(ValTypes.name(type));
        }
    }

    @Test
    void functionTypesGoBothWays() {
        FuncType type = FuncType.of(ValType.I32, ValType.EXTERNREF).returning(ValType.F64);
        TypeDefinition made = types.funcType(type);
        assertThat(types.funcType(made.id())).isEqualTo(type);
        assertThat(types.funcType(type)).isSameAs(made);
        assertThat(type).hasToString("[i32 externref] -> [f64]");
    }

    @Test
    void recursiveTypesCanBeLookedInto() {
        TypeDefinition above = registry.define(TypeDraft.fields(TypeKind.STRUCT, false, -1,
                new int[] {ValTypes.I8, ValTypes.nullable(TypeRegistry.RECURSIVE)}, new boolean[] {true, false}));
        int id = above.id();
        TypeDefinition below = registry.define(TypeDraft.fields(TypeKind.STRUCT, true, HeapTypes.ofId(id),
                new int[] {ValTypes.I8, ValTypes.nullable(HeapTypes.ofId(id))}, new boolean[] {true, false}));
        DefinedType list = (DefinedType) types.heapType(HeapTypes.ofId(id));
        assertThat(list.composite()).isEqualTo(new StructType(List.of(
                new FieldType(PackedType.I8, true), new FieldType(RefType.nullable(list), false))));
        assertThat(list.isFinal()).isFalse();
        assertThat(list.supertype()).isEmpty();
        DefinedType sub = (DefinedType) types.heapType(below.heap());
        assertThat(sub.supertype()).contains(list);
        assertThat(sub.isFinal()).isTrue();
        assertThat(types.heapType(sub)).isEqualTo(below.heap());
    }

    @Test
    void exactTypesGoBothWays() {
        TypeDefinition array = registry.define(TypeDraft.fields(
                TypeKind.ARRAY, false, -1, new int[] {ValTypes.I16}, new boolean[] {false}));
        int exact = HeapTypes.exact(array.heap());
        ExactType type = (ExactType) types.heapType(exact);
        assertThat(type.type()).isEqualTo(types.heapType(array.heap()));
        assertThat(types.heapType(type)).isEqualTo(exact).isNotEqualTo(array.heap());
        assertThat(RefType.nonNull(type)).hasToString("(ref (exact (array i16)))");
        assertThat(types.valType(RefType.nonNull(type))).isEqualTo(ValTypes.nonNull(exact));
    }

    @Test
    void typesTellWhatDescribesThem() {
        TypeDraft plain = TypeDraft.fields(TypeKind.STRUCT, true, -1, new int[0], new boolean[0]);
        TypeDefinition described = registry.define(plain.describing(TypeDraft.NONE, 1), plain.describing(0, TypeDraft.NONE));
        DefinedType first = (DefinedType) types.heapType(described.heap());
        DefinedType second = (DefinedType) types.heapType(described.descriptor().heap());
        assertThat(first.descriptor()).contains(second);
        assertThat(second.described()).contains(first);
        assertThat(first.described()).isEmpty();
        assertThat(second.descriptor()).isEmpty();
    }

    @Test
    void arraysHaveOneElementType() {
        TypeDefinition array = registry.define(TypeDraft.fields(
                TypeKind.ARRAY, true, -1, new int[] {ValTypes.I16}, new boolean[] {false}));
        assertThat(types.composite(array.id())).isEqualTo(new ArrayType(new FieldType(PackedType.I16, false)));
    }

    @Test
    void typesOfAnotherEngineAreRefused() {
        TypeDefinition function = registry.function(new int[0], new int[0]);
        RefType foreign = types.refType(ValTypes.nullable(function.heap()));
        PublicTypes other = new PublicTypes(new TypeRegistry());
        assertThatIllegalArgumentException().isThrownBy(() -> other.valType(foreign)).withMessageContaining("engine");
    }
}
