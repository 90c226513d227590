package dev.vespula.internal.types;

import static dev.vespula.internal.types.TypeRegistry.RECURSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {
    private static final int[] NONE = {};

    private final TypeRegistry registry = new TypeRegistry();

    private static TypeDraft struct(int supertype, int... fields) {
        return TypeDraft.fields(TypeKind.STRUCT, false, supertype, fields, new boolean[fields.length]);
    }

    private static int nullableMember(int member) {
        return ValTypes.nullable(RECURSIVE + member);
    }

    @Test
    void equalFunctionTypesAreOneType() {
        int first = registry.function(new int[] {ValTypes.I32}, NONE);
        int second = registry.function(new int[] {ValTypes.I32}, NONE);
        int other = registry.function(NONE, new int[] {ValTypes.I32});
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(registry.get(first).params()).containsExactly(ValTypes.I32);
    }

    @Test
    void finalityMutabilityAndSupertypesDistinguishTypes() {
        int open = registry.define(TypeDraft.function(false, -1, NONE, NONE));
        int closed = registry.define(TypeDraft.function(true, -1, NONE, NONE));
        int below = registry.define(TypeDraft.function(true, HeapTypes.ofId(open), NONE, NONE));
        int constant = registry.define(TypeDraft.fields(
                TypeKind.ARRAY, true, -1, new int[] {ValTypes.I8}, new boolean[] {false}));
        int variable = registry.define(TypeDraft.fields(
                TypeKind.ARRAY, true, -1, new int[] {ValTypes.I8}, new boolean[] {true}));
        int struct = registry.define(TypeDraft.fields(
                TypeKind.STRUCT, true, -1, new int[] {ValTypes.I8}, new boolean[] {true}));
        assertThat(List.of(open, closed, below, constant, variable, struct)).doesNotHaveDuplicates();
    }

    @Test
    void recursiveGroupsAreEqualWhenTheirStructureIs() {
        int list = registry.define(struct(-1, ValTypes.I32, nullableMember(0)));
        int sameList = registry.define(struct(-1, ValTypes.I32, nullableMember(0)));
        assertThat(sameList).isEqualTo(list);
        assertThat(registry.get(list).field(1)).isEqualTo(ValTypes.nullable(HeapTypes.ofId(list)));
    }

    @Test
    void membersOfDifferentGroupsDifferEvenIfTheyUnrollToTheSame() {
        int alone = registry.define(struct(-1, nullableMember(0)));
        int pair = registry.define(struct(-1, nullableMember(1)), struct(-1, nullableMember(0)));
        int pairOfLoops = registry.define(struct(-1, nullableMember(0)), struct(-1, nullableMember(1)));
        assertThat(pair).isNotEqualTo(alone);
        assertThat(pairOfLoops).isNotEqualTo(pair).isNotEqualTo(alone);
        assertThat(registry.get(pair + 1).field(0)).isEqualTo(ValTypes.nullable(HeapTypes.ofId(pair)));
    }

    @Test
    void displayAnswersSubtypingAtAnyDistance() {
        int[] chain = new int[40];
        int supertype = -1;
        for (int k = 0; k < chain.length; k++) {
            chain[k] = registry.define(struct(supertype, ValTypes.I32));
            supertype = HeapTypes.ofId(chain[k]);
        }
        int sibling = registry.define(struct(HeapTypes.ofId(chain[10]), ValTypes.I32, ValTypes.I32));
        for (int k = 0; k < chain.length; k++) {
            for (int j = 0; j < chain.length; j++) {
                assertThat(isHeapSubtype(chain[k], chain[j])).isEqualTo(k >= j);
            }
            assertThat(isHeapSubtype(sibling, chain[k])).isEqualTo(k <= 10);
        }
        assertThat(registry.get(sibling).depth()).isEqualTo(11);
        assertThat(registry.get(sibling).supertype()).isEqualTo(chain[10]);
        assertThat(registry.get(chain[0]).supertype()).isEqualTo(-1);
    }

    private boolean isHeapSubtype(int sub, int sup) {
        return registry.isHeapSubtype(HeapTypes.ofId(sub), HeapTypes.ofId(sup));
    }

    @Test
    void definedTypesStandBetweenTheirKindAndTheBottom() {
        int struct = HeapTypes.ofId(registry.define(struct(-1)));
        int function = HeapTypes.ofId(registry.function(NONE, NONE));
        assertThat(registry.isHeapSubtype(struct, HeapTypes.STRUCT)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.EQ)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.ANY)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.ARRAY)).isFalse();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.FUNC)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.NONE, struct)).isTrue();
        assertThat(registry.isHeapSubtype(HeapTypes.NOFUNC, struct)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.STRUCT, struct)).isFalse();
        assertThat(registry.isHeapSubtype(function, HeapTypes.FUNC)).isTrue();
        assertThat(registry.isHeapSubtype(function, HeapTypes.ANY)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.NOFUNC, function)).isTrue();
        assertThat(registry.top(struct)).isEqualTo(HeapTypes.ANY);
        assertThat(registry.top(function)).isEqualTo(HeapTypes.FUNC);
    }

    @Test
    void abstractHeapTypesFormFourHierarchies() {
        int[] tops = {HeapTypes.ANY, HeapTypes.FUNC, HeapTypes.EXTERN, HeapTypes.EXN};
        int[] bottoms = {HeapTypes.NONE, HeapTypes.NOFUNC, HeapTypes.NOEXTERN, HeapTypes.NOEXN};
        for (int heap = 0; heap < HeapTypes.ABSTRACT_COUNT; heap++) {
            int above = 0;
            int below = 0;
            for (int k = 0; k < tops.length; k++) {
                above += registry.isHeapSubtype(heap, tops[k]) ? 1 : 0;
                below += registry.isHeapSubtype(bottoms[k], heap) ? 1 : 0;
                assertThat(registry.isHeapSubtype(heap, tops[k])).isEqualTo(registry.top(heap) == tops[k]);
            }
            assertThat(above).isEqualTo(1);
            assertThat(below).isEqualTo(1);
        }
    }

    @Test
    void nullGoesOneWayOnly() {
        assertThat(registry.isSubtype(ValTypes.nonNull(HeapTypes.I31), ValTypes.EQREF)).isTrue();
        assertThat(registry.isSubtype(ValTypes.I31REF, ValTypes.nonNull(HeapTypes.EQ))).isFalse();
        assertThat(registry.isSubtype(ValTypes.I31REF, ValTypes.ANYREF)).isTrue();
        assertThat(registry.isSubtype(ValTypes.I32, ValTypes.I64)).isFalse();
        assertThat(registry.isSubtype(ValTypes.I32, ValTypes.FUNCREF)).isFalse();
        assertThat(registry.isSubtype(ValTypes.FUNCREF, ValTypes.I32)).isFalse();
        assertThat(registry.isSubtype(ValTypes.BOTTOM, ValTypes.V128)).isTrue();
    }

    @Test
    void threadsAgreeOnIds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<int[]>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                results.add(threads.submit(() -> {
                    int[] ids = new int[500];
                    for (int k = 0; k < ids.length; k++) {
                        ids[k] = registry.function(new int[k], NONE);
                        assertThat(registry.get(ids[k]).params()).hasSize(k);
                    }
                    return ids;
                }));
            }
            int[] expected = results.get(0).get();
            for (Future<int[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void groupsWhoseHashCodesCollideStayFast() {
        // Arrays.hashCode gives (a, b) and (a + 2, b - 62) the same value: 2^13 groups with one hash code.
        int pairs = 13;
        int heap = HeapTypes.ofId(registry.function(NONE, NONE));
        for (int k = 0; k < 40; k++) {
            registry.function(new int[k], new int[] {ValTypes.I32});
        }
        long start = System.nanoTime();
        for (int bits = 0; bits < 1 << pairs; bits++) {
            int[] params = new int[2 * pairs];
            for (int k = 0; k < pairs; k++) {
                boolean second = (bits >> k & 1) != 0;
                params[2 * k] = ValTypes.nullable(second ? heap + 1 : heap);
                params[2 * k + 1] = ValTypes.nullable(second ? heap + 2 : heap + 33);
            }
            registry.function(params, NONE);
        }
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
