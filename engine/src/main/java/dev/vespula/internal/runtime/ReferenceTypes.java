package dev.vespula.internal.runtime;

import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.util.HashMap;
import java.util.Map;

/** Whether references have the types of the places where they are to stand: they may come from a file. */
public final class ReferenceTypes {
    private final EngineState engine;
    private final Map<Integer, TypeTest> tests = new HashMap<>();

    public ReferenceTypes(EngineState engine) {
        this.engine = engine;
    }

    /** Whether a reference may stand where a reference type, an int of ValTypes, is declared. */
    public boolean fits(int type, Object value) {
        if (value != null && top(value) != engine.types.top(ValTypes.heap(type)) && !isConverted(type, value)) {
            return false;
        }
        TypeTest test = tests.get(type);
        if (test == null) {
            test = new TypeTest(engine, type);
            tests.put(type, test);
        }
        return test.test(value);
    }

    /** The hierarchy that an object of WebAssembly belongs to; objects of the host belong to extern. */
    private static int top(Object value) {
        if (value instanceof FunctionInstance) {
            return HeapTypes.FUNC;
        }
        if (value instanceof ContinuationInstance) {
            return HeapTypes.CONT;
        }
        return value instanceof ExceptionInstance ? HeapTypes.EXN : HeapTypes.EXTERN;
    }

    /** The hierarchies any and extern hold the same objects: conversion between them changes nothing. */
    private boolean isConverted(int type, Object value) {
        return engine.types.top(ValTypes.heap(type)) == HeapTypes.ANY && top(value) == HeapTypes.EXTERN;
    }
}
