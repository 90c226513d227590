package dev.vespula.compiler.emit;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.internal.types.ValTypes;

/** The methods over arrays of a storage type. */
enum Elements {
    I8(Engine.ArrayElements.GET_I8, Engine.ArrayElements.SET_I8, Engine.ArrayElements.FILL_I8, Engine.ArrayElements.MAKE_I8),
    I16(Engine.ArrayElements.GET_I16, Engine.ArrayElements.SET_I16, Engine.ArrayElements.FILL_I16, Engine.ArrayElements.MAKE_I16),
    I32(Engine.ArrayElements.GET_I32, Engine.ArrayElements.SET_I32, Engine.ArrayElements.FILL_I32, Engine.ArrayElements.MAKE_I32),
    I64(Engine.ArrayElements.GET_I64, Engine.ArrayElements.SET_I64, Engine.ArrayElements.FILL_I64, Engine.ArrayElements.MAKE_I64),
    F32(Engine.ArrayElements.GET_F32, Engine.ArrayElements.SET_F32, Engine.ArrayElements.FILL_F32, Engine.ArrayElements.MAKE_F32),
    F64(Engine.ArrayElements.GET_F64, Engine.ArrayElements.SET_F64, Engine.ArrayElements.FILL_F64, Engine.ArrayElements.MAKE_F64),
    /** Read in two halves. */
    V128(null, Engine.ArrayElements.SET_V128, Engine.ArrayElements.FILL_V128, Engine.ArrayElements.MAKE_V128),
    REF(Engine.ArrayElements.GET_REF, Engine.ArrayElements.SET_REF, Engine.ArrayElements.FILL_REF, Engine.ArrayElements.MAKE_REF);

    final JavaMethod get;
    final JavaMethod set;
    final JavaMethod fill;
    final JavaMethod make;

    Elements(JavaMethod get, JavaMethod set, JavaMethod fill, JavaMethod make) {
        this.get = get;
        this.set = set;
        this.fill = fill;
        this.make = make;
    }

    /** Those of a storage type, an int of {@code ValTypes}. */
    static Elements of(int storage) {
        return storage >= 0 ? REF : switch (storage) {
            case ValTypes.I8 -> I8;
            case ValTypes.I16 -> I16;
            case ValTypes.I32 -> I32;
            case ValTypes.I64 -> I64;
            case ValTypes.F32 -> F32;
            case ValTypes.F64 -> F64;
            default -> V128;
        };
    }
}
