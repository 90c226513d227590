package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.CaseShape;
import dev.vespula.component.internal.abi.DynamicSide;
import dev.vespula.component.internal.abi.JavaSide;
import dev.vespula.component.types.VariantType;
import java.util.ArrayList;
import java.util.List;

/** Compares the cases of a variant with the classes that a sealed interface permits. */
final class SealedCases {
    private final Draft draft;
    private final JavaType java;
    private final String place;
    private final List<JavaType> permitted = new ArrayList<>();

    SealedCases(Draft draft, JavaType java, String place) {
        this.draft = draft;
        this.java = java;
        this.place = place;
        collect(java);
    }

    /** Sealed interfaces within are only for the user's own order. */
    private void collect(JavaType sealed) {
        for (Class<?> below : sealed.raw().getPermittedSubclasses()) {
            JavaType type = sealed.subtype(below);
            if (below.isSealed() && below.isInterface()) {
                collect(type);
            } else {
                permitted.add(type);
            }
        }
    }

    private static boolean stands(JavaType type, String name) {
        return JavaNames.match(type.raw(), type.raw().getSimpleName(), name, JavaNames.pascal(name));
    }

    JavaSide.Shaped<CaseShape> compare(VariantType type) {
        List<SealedClass.Case> cases = new ArrayList<>();
        List<JavaSide> sides = new ArrayList<>();
        for (VariantType.Case one : type.cases()) {
            JavaType found = permitted.stream().filter(candidate -> stands(candidate, one.name())).findFirst().orElse(null);
            SealedClass.Case made = found == null ? missing(one, type) : make(one, found);
            if (made != null) {
                cases.add(made);
            }
            sides.add(made == null || one.payload().isEmpty() ? DynamicSide.INSTANCE : TypedSide.of(draft, one.payload().get(),
                    found.member(made.record().components().get(0).getGenericType()), place + "." + one.name()));
        }
        for (JavaType other : permitted) {
            if (type.cases().stream().noneMatch(one -> stands(other, one.name()))) {
                draft.refuse(place, type, java, "no case is called like " + other.raw().getSimpleName());
            }
        }
        return new JavaSide.Shaped<>(cases.size() == type.cases().size() ? new SealedClass(java.raw(), cases)
                : DynamicSide.INSTANCE.variant(type).shape(), sides::get);
    }

    private SealedClass.Case missing(VariantType.Case one, VariantType type) {
        draft.refuse(place, type, java, java + " permits no " + JavaNames.pascal(one.name()));
        return null;
    }

    private SealedClass.Case make(VariantType.Case one, JavaType found) {
        Class<?> raw = found.raw();
        int wanted = one.payload().isPresent() ? 1 : 0;
        if (raw.isRecord() && raw.getRecordComponents().length == wanted) {
            try {
                return new SealedClass.Case(one.name(), draft.lookup().record(raw), null);
            } catch (IllegalArgumentException e) {
                draft.refuse(place + "." + one.name() + ": " + e.getMessage());
                return null;
            }
        }
        if (raw.isEnum() && wanted == 0 && raw.getEnumConstants().length == 1) {
            return new SealedClass.Case(one.name(), null, raw.getEnumConstants()[0]);
        }
        draft.refuse(place + "." + one.name() + ": " + one.payload().map(TypeWords::of).orElse("no payload") + " in WIT, "
                + found
                + " in Java: " + (wanted == 1 ? "a record with one component stands for it"
                        : "a record without components, or an enum of one constant, stands for it"));
        return null;
    }
}
