package dev.vespula.cli;

import dev.vespula.EnforcedLimits;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.text.syntax.Bytes;
import java.util.Arrays;
import java.util.function.Predicate;

/** Leaves out custom sections of a binary, in the modules and components within it too. All else is copied byte for byte. */
final class CustomSectionFilter {
    private final Predicate<String> isDropped;
    private int dropped;

    /**
     * A filter.
     *
     * @param isDropped says it of a section's name
     */
    CustomSectionFilter(Predicate<String> isDropped) {
        this.isDropped = isDropped;
    }

    /** How many sections were left out. */
    int dropped() {
        return dropped;
    }

    /**
     * The binary without them.
     *
     * @throws dev.vespula.ModuleException if it, or a module within it, is malformed
     */
    byte[] apply(byte[] wasm) {
        if (!ComponentDecoder.isComponent(wasm)) {
            return module(wasm);
        }
        ComponentDecoder.decode(wasm, ComponentFeatures.ALL);
        return component(wasm);
    }

    private byte[] module(byte[] wasm) {
        ModuleDecoder.decode(wasm, Features.ALL, EnforcedLimits.none(), new TypeRegistry());
        return copy(wasm, SectionTable.ofModule(wasm));
    }

    /** Nesting was bounded by the decoder. */
    private byte[] component(byte[] wasm) {
        return copy(wasm, SectionTable.ofComponent(wasm, 0, wasm.length));
    }

    private byte[] copy(byte[] wasm, SectionTable table) {
        Bytes out = new Bytes(wasm.length).put(wasm, 0, BinaryFormat.HEADER_BYTES);
        int from = BinaryFormat.HEADER_BYTES;
        for (SectionTable.Section section : table.sections()) {
            int end = section.offset() + section.size();
            boolean isModule = section.kind().equals(Sort.CORE_MODULE.text());
            if (section.customName() != null && isDropped.test(section.customName())) {
                dropped++;
            } else if (isModule || section.kind().equals(Sort.COMPONENT.text())) {
                byte[] nested = Arrays.copyOfRange(wasm, section.offset(), end);
                out.put(wasm[from]).vector(isModule ? module(nested) : component(nested));
            } else {
                out.put(wasm, from, end - from);
            }
            from = end;
        }
        return out.toArray();
    }
}
