package dev.vespula.internal.binary;

import dev.vespula.Feature;
import java.util.HashMap;
import java.util.Map;

/**
 * The table of WebAssembly instructions. Decoder, validator, translator and the text format all work from it; a row
 * says mnemonic, prefix byte (0 for none), code, kind of immediates, signature, the feature that brought it (null for
 * WebAssembly 1.0) and for memory accesses the exponent of the natural alignment.
 *
 * <p>A signature lists operands and results: {@code i} i32, {@code l} i64, {@code f} f32, {@code d} f64, {@code v}
 * v128, {@code a} the address type of the memory. It is empty where the immediates or the operands decide the types.
 *
 * <p>{@link #SELECT_T}, {@link #REF_TEST_NULL} and {@link #REF_CAST_NULL} share their mnemonic with the row before; all
 * other constants are their mnemonic in upper case with {@code _} for {@code .}.
 */
public enum Opcode {
    // control
    UNREACHABLE("unreachable", 0x00, 0x00, Immediates.NONE, "", null),
    NOP("nop", 0x00, 0x01, Immediates.NONE, ":", null),
    BLOCK("block", 0x00, 0x02, Immediates.BLOCK, "", null),
    LOOP("loop", 0x00, 0x03, Immediates.BLOCK, "", null),
    IF("if", 0x00, 0x04, Immediates.BLOCK, "", null),
    ELSE("else", 0x00, 0x05, Immediates.NONE, "", null),
    TRY("try", 0x00, 0x06, Immediates.BLOCK, "", Feature.LEGACY_EXCEPTIONS),
    CATCH("catch", 0x00, 0x07, Immediates.TAG, "", Feature.LEGACY_EXCEPTIONS),
    THROW("throw", 0x00, 0x08, Immediates.TAG, "", Feature.EXCEPTIONS),
    RETHROW("rethrow", 0x00, 0x09, Immediates.LABEL, "", Feature.LEGACY_EXCEPTIONS),
    THROW_REF("throw_ref", 0x00, 0x0A, Immediates.NONE, "", Feature.EXCEPTIONS),
    END("end", 0x00, 0x0B, Immediates.NONE, "", null),
    BR("br", 0x00, 0x0C, Immediates.LABEL, "", null),
    BR_IF("br_if", 0x00, 0x0D, Immediates.LABEL, "", null),
    BR_TABLE("br_table", 0x00, 0x0E, Immediates.LABEL_TABLE, "", null),
    RETURN("return", 0x00, 0x0F, Immediates.NONE, "", null),
    CALL("call", 0x00, 0x10, Immediates.FUNC, "", null),
    CALL_INDIRECT("call_indirect", 0x00, 0x11, Immediates.CALL_INDIRECT, "", null),
    RETURN_CALL("return_call", 0x00, 0x12, Immediates.FUNC, "", Feature.TAIL_CALL),
    RETURN_CALL_INDIRECT("return_call_indirect", 0x00, 0x13, Immediates.CALL_INDIRECT, "", Feature.TAIL_CALL),
    CALL_REF("call_ref", 0x00, 0x14, Immediates.TYPE, "", Feature.FUNCTION_REFERENCES),
    RETURN_CALL_REF("return_call_ref", 0x00, 0x15, Immediates.TYPE, "", Feature.FUNCTION_REFERENCES),
    DELEGATE("delegate", 0x00, 0x18, Immediates.LABEL, "", Feature.LEGACY_EXCEPTIONS),
    CATCH_ALL("catch_all", 0x00, 0x19, Immediates.NONE, "", Feature.LEGACY_EXCEPTIONS),
    DROP("drop", 0x00, 0x1A, Immediates.NONE, "", null),
    SELECT("select", 0x00, 0x1B, Immediates.NONE, "", null),
    SELECT_T("select", 0x00, 0x1C, Immediates.SELECT_TYPES, "", Feature.REFERENCE_TYPES),
    TRY_TABLE("try_table", 0x00, 0x1F, Immediates.TRY_TABLE, "", Feature.EXCEPTIONS),

    // variables and tables
    LOCAL_GET("local.get", 0x00, 0x20, Immediates.LOCAL, "", null),
    LOCAL_SET("local.set", 0x00, 0x21, Immediates.LOCAL, "", null),
    LOCAL_TEE("local.tee", 0x00, 0x22, Immediates.LOCAL, "", null),
    GLOBAL_GET("global.get", 0x00, 0x23, Immediates.GLOBAL, "", null),
    GLOBAL_SET("global.set", 0x00, 0x24, Immediates.GLOBAL, "", null),
    TABLE_GET("table.get", 0x00, 0x25, Immediates.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_SET("table.set", 0x00, 0x26, Immediates.TABLE, "", Feature.REFERENCE_TYPES),

    // loads and stores: `a` is the address type of the memory
    I32_LOAD("i32.load", 0x00, 0x28, Immediates.MEMARG, "a:i", null, 2),
    I64_LOAD("i64.load", 0x00, 0x29, Immediates.MEMARG, "a:l", null, 3),
    F32_LOAD("f32.load", 0x00, 0x2A, Immediates.MEMARG, "a:f", Feature.FLOATS, 2),
    F64_LOAD("f64.load", 0x00, 0x2B, Immediates.MEMARG, "a:d", Feature.FLOATS, 3),
    I32_LOAD8_S("i32.load8_s", 0x00, 0x2C, Immediates.MEMARG, "a:i", null, 0),
    I32_LOAD8_U("i32.load8_u", 0x00, 0x2D, Immediates.MEMARG, "a:i", null, 0),
    I32_LOAD16_S("i32.load16_s", 0x00, 0x2E, Immediates.MEMARG, "a:i", null, 1),
    I32_LOAD16_U("i32.load16_u", 0x00, 0x2F, Immediates.MEMARG, "a:i", null, 1),
    I64_LOAD8_S("i64.load8_s", 0x00, 0x30, Immediates.MEMARG, "a:l", null, 0),
    I64_LOAD8_U("i64.load8_u", 0x00, 0x31, Immediates.MEMARG, "a:l", null, 0),
    I64_LOAD16_S("i64.load16_s", 0x00, 0x32, Immediates.MEMARG, "a:l", null, 1),
    I64_LOAD16_U("i64.load16_u", 0x00, 0x33, Immediates.MEMARG, "a:l", null, 1),
    I64_LOAD32_S("i64.load32_s", 0x00, 0x34, Immediates.MEMARG, "a:l", null, 2),
    I64_LOAD32_U("i64.load32_u", 0x00, 0x35, Immediates.MEMARG, "a:l", null, 2),
    I32_STORE("i32.store", 0x00, 0x36, Immediates.MEMARG, "ai:", null, 2),
    I64_STORE("i64.store", 0x00, 0x37, Immediates.MEMARG, "al:", null, 3),
    F32_STORE("f32.store", 0x00, 0x38, Immediates.MEMARG, "af:", Feature.FLOATS, 2),
    F64_STORE("f64.store", 0x00, 0x39, Immediates.MEMARG, "ad:", Feature.FLOATS, 3),
    I32_STORE8("i32.store8", 0x00, 0x3A, Immediates.MEMARG, "ai:", null, 0),
    I32_STORE16("i32.store16", 0x00, 0x3B, Immediates.MEMARG, "ai:", null, 1),
    I64_STORE8("i64.store8", 0x00, 0x3C, Immediates.MEMARG, "al:", null, 0),
    I64_STORE16("i64.store16", 0x00, 0x3D, Immediates.MEMARG, "al:", null, 1),
    I64_STORE32("i64.store32", 0x00, 0x3E, Immediates.MEMARG, "al:", null, 2),
    MEMORY_SIZE("memory.size", 0x00, 0x3F, Immediates.MEMORY, ":a", null),
    MEMORY_GROW("memory.grow", 0x00, 0x40, Immediates.MEMORY, "a:a", null),

    // numeric
    I32_CONST("i32.const", 0x00, 0x41, Immediates.I32, ":i", null),
    I64_CONST("i64.const", 0x00, 0x42, Immediates.I64, ":l", null),
    F32_CONST("f32.const", 0x00, 0x43, Immediates.F32, ":f", Feature.FLOATS),
    F64_CONST("f64.const", 0x00, 0x44, Immediates.F64, ":d", Feature.FLOATS),
    I32_EQZ("i32.eqz", 0x00, 0x45, Immediates.NONE, "i:i", null),
    I32_EQ("i32.eq", 0x00, 0x46, Immediates.NONE, "ii:i", null),
    I32_NE("i32.ne", 0x00, 0x47, Immediates.NONE, "ii:i", null),
    I32_LT_S("i32.lt_s", 0x00, 0x48, Immediates.NONE, "ii:i", null),
    I32_LT_U("i32.lt_u", 0x00, 0x49, Immediates.NONE, "ii:i", null),
    I32_GT_S("i32.gt_s", 0x00, 0x4A, Immediates.NONE, "ii:i", null),
    I32_GT_U("i32.gt_u", 0x00, 0x4B, Immediates.NONE, "ii:i", null),
    I32_LE_S("i32.le_s", 0x00, 0x4C, Immediates.NONE, "ii:i", null),
    I32_LE_U("i32.le_u", 0x00, 0x4D, Immediates.NONE, "ii:i", null),
    I32_GE_S("i32.ge_s", 0x00, 0x4E, Immediates.NONE, "ii:i", null),
    I32_GE_U("i32.ge_u", 0x00, 0x4F, Immediates.NONE, "ii:i", null),
    I64_EQZ("i64.eqz", 0x00, 0x50, Immediates.NONE, "l:i", null),
    I64_EQ("i64.eq", 0x00, 0x51, Immediates.NONE, "ll:i", null),
    I64_NE("i64.ne", 0x00, 0x52, Immediates.NONE, "ll:i", null),
    I64_LT_S("i64.lt_s", 0x00, 0x53, Immediates.NONE, "ll:i", null),
    I64_LT_U("i64.lt_u", 0x00, 0x54, Immediates.NONE, "ll:i", null),
    I64_GT_S("i64.gt_s", 0x00, 0x55, Immediates.NONE, "ll:i", null),
    I64_GT_U("i64.gt_u", 0x00, 0x56, Immediates.NONE, "ll:i", null),
    I64_LE_S("i64.le_s", 0x00, 0x57, Immediates.NONE, "ll:i", null),
    I64_LE_U("i64.le_u", 0x00, 0x58, Immediates.NONE, "ll:i", null),
    I64_GE_S("i64.ge_s", 0x00, 0x59, Immediates.NONE, "ll:i", null),
    I64_GE_U("i64.ge_u", 0x00, 0x5A, Immediates.NONE, "ll:i", null),
    F32_EQ("f32.eq", 0x00, 0x5B, Immediates.NONE, "ff:i", Feature.FLOATS),
    F32_NE("f32.ne", 0x00, 0x5C, Immediates.NONE, "ff:i", Feature.FLOATS),
    F32_LT("f32.lt", 0x00, 0x5D, Immediates.NONE, "ff:i", Feature.FLOATS),
    F32_GT("f32.gt", 0x00, 0x5E, Immediates.NONE, "ff:i", Feature.FLOATS),
    F32_LE("f32.le", 0x00, 0x5F, Immediates.NONE, "ff:i", Feature.FLOATS),
    F32_GE("f32.ge", 0x00, 0x60, Immediates.NONE, "ff:i", Feature.FLOATS),
    F64_EQ("f64.eq", 0x00, 0x61, Immediates.NONE, "dd:i", Feature.FLOATS),
    F64_NE("f64.ne", 0x00, 0x62, Immediates.NONE, "dd:i", Feature.FLOATS),
    F64_LT("f64.lt", 0x00, 0x63, Immediates.NONE, "dd:i", Feature.FLOATS),
    F64_GT("f64.gt", 0x00, 0x64, Immediates.NONE, "dd:i", Feature.FLOATS),
    F64_LE("f64.le", 0x00, 0x65, Immediates.NONE, "dd:i", Feature.FLOATS),
    F64_GE("f64.ge", 0x00, 0x66, Immediates.NONE, "dd:i", Feature.FLOATS),
    I32_CLZ("i32.clz", 0x00, 0x67, Immediates.NONE, "i:i", null),
    I32_CTZ("i32.ctz", 0x00, 0x68, Immediates.NONE, "i:i", null),
    I32_POPCNT("i32.popcnt", 0x00, 0x69, Immediates.NONE, "i:i", null),
    I32_ADD("i32.add", 0x00, 0x6A, Immediates.NONE, "ii:i", null),
    I32_SUB("i32.sub", 0x00, 0x6B, Immediates.NONE, "ii:i", null),
    I32_MUL("i32.mul", 0x00, 0x6C, Immediates.NONE, "ii:i", null),
    I32_DIV_S("i32.div_s", 0x00, 0x6D, Immediates.NONE, "ii:i", null),
    I32_DIV_U("i32.div_u", 0x00, 0x6E, Immediates.NONE, "ii:i", null),
    I32_REM_S("i32.rem_s", 0x00, 0x6F, Immediates.NONE, "ii:i", null),
    I32_REM_U("i32.rem_u", 0x00, 0x70, Immediates.NONE, "ii:i", null),
    I32_AND("i32.and", 0x00, 0x71, Immediates.NONE, "ii:i", null),
    I32_OR("i32.or", 0x00, 0x72, Immediates.NONE, "ii:i", null),
    I32_XOR("i32.xor", 0x00, 0x73, Immediates.NONE, "ii:i", null),
    I32_SHL("i32.shl", 0x00, 0x74, Immediates.NONE, "ii:i", null),
    I32_SHR_S("i32.shr_s", 0x00, 0x75, Immediates.NONE, "ii:i", null),
    I32_SHR_U("i32.shr_u", 0x00, 0x76, Immediates.NONE, "ii:i", null),
    I32_ROTL("i32.rotl", 0x00, 0x77, Immediates.NONE, "ii:i", null),
    I32_ROTR("i32.rotr", 0x00, 0x78, Immediates.NONE, "ii:i", null),
    I64_CLZ("i64.clz", 0x00, 0x79, Immediates.NONE, "l:l", null),
    I64_CTZ("i64.ctz", 0x00, 0x7A, Immediates.NONE, "l:l", null),
    I64_POPCNT("i64.popcnt", 0x00, 0x7B, Immediates.NONE, "l:l", null),
    I64_ADD("i64.add", 0x00, 0x7C, Immediates.NONE, "ll:l", null),
    I64_SUB("i64.sub", 0x00, 0x7D, Immediates.NONE, "ll:l", null),
    I64_MUL("i64.mul", 0x00, 0x7E, Immediates.NONE, "ll:l", null),
    I64_DIV_S("i64.div_s", 0x00, 0x7F, Immediates.NONE, "ll:l", null),
    I64_DIV_U("i64.div_u", 0x00, 0x80, Immediates.NONE, "ll:l", null),
    I64_REM_S("i64.rem_s", 0x00, 0x81, Immediates.NONE, "ll:l", null),
    I64_REM_U("i64.rem_u", 0x00, 0x82, Immediates.NONE, "ll:l", null),
    I64_AND("i64.and", 0x00, 0x83, Immediates.NONE, "ll:l", null),
    I64_OR("i64.or", 0x00, 0x84, Immediates.NONE, "ll:l", null),
    I64_XOR("i64.xor", 0x00, 0x85, Immediates.NONE, "ll:l", null),
    I64_SHL("i64.shl", 0x00, 0x86, Immediates.NONE, "ll:l", null),
    I64_SHR_S("i64.shr_s", 0x00, 0x87, Immediates.NONE, "ll:l", null),
    I64_SHR_U("i64.shr_u", 0x00, 0x88, Immediates.NONE, "ll:l", null),
    I64_ROTL("i64.rotl", 0x00, 0x89, Immediates.NONE, "ll:l", null),
    I64_ROTR("i64.rotr", 0x00, 0x8A, Immediates.NONE, "ll:l", null),
    F32_ABS("f32.abs", 0x00, 0x8B, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_NEG("f32.neg", 0x00, 0x8C, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_CEIL("f32.ceil", 0x00, 0x8D, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_FLOOR("f32.floor", 0x00, 0x8E, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_TRUNC("f32.trunc", 0x00, 0x8F, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_NEAREST("f32.nearest", 0x00, 0x90, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_SQRT("f32.sqrt", 0x00, 0x91, Immediates.NONE, "f:f", Feature.FLOATS),
    F32_ADD("f32.add", 0x00, 0x92, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_SUB("f32.sub", 0x00, 0x93, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_MUL("f32.mul", 0x00, 0x94, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_DIV("f32.div", 0x00, 0x95, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_MIN("f32.min", 0x00, 0x96, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_MAX("f32.max", 0x00, 0x97, Immediates.NONE, "ff:f", Feature.FLOATS),
    F32_COPYSIGN("f32.copysign", 0x00, 0x98, Immediates.NONE, "ff:f", Feature.FLOATS),
    F64_ABS("f64.abs", 0x00, 0x99, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_NEG("f64.neg", 0x00, 0x9A, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_CEIL("f64.ceil", 0x00, 0x9B, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_FLOOR("f64.floor", 0x00, 0x9C, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_TRUNC("f64.trunc", 0x00, 0x9D, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_NEAREST("f64.nearest", 0x00, 0x9E, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_SQRT("f64.sqrt", 0x00, 0x9F, Immediates.NONE, "d:d", Feature.FLOATS),
    F64_ADD("f64.add", 0x00, 0xA0, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_SUB("f64.sub", 0x00, 0xA1, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_MUL("f64.mul", 0x00, 0xA2, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_DIV("f64.div", 0x00, 0xA3, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_MIN("f64.min", 0x00, 0xA4, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_MAX("f64.max", 0x00, 0xA5, Immediates.NONE, "dd:d", Feature.FLOATS),
    F64_COPYSIGN("f64.copysign", 0x00, 0xA6, Immediates.NONE, "dd:d", Feature.FLOATS),
    I32_WRAP_I64("i32.wrap_i64", 0x00, 0xA7, Immediates.NONE, "l:i", null),
    I32_TRUNC_F32_S("i32.trunc_f32_s", 0x00, 0xA8, Immediates.NONE, "f:i", Feature.FLOATS),
    I32_TRUNC_F32_U("i32.trunc_f32_u", 0x00, 0xA9, Immediates.NONE, "f:i", Feature.FLOATS),
    I32_TRUNC_F64_S("i32.trunc_f64_s", 0x00, 0xAA, Immediates.NONE, "d:i", Feature.FLOATS),
    I32_TRUNC_F64_U("i32.trunc_f64_u", 0x00, 0xAB, Immediates.NONE, "d:i", Feature.FLOATS),
    I64_EXTEND_I32_S("i64.extend_i32_s", 0x00, 0xAC, Immediates.NONE, "i:l", null),
    I64_EXTEND_I32_U("i64.extend_i32_u", 0x00, 0xAD, Immediates.NONE, "i:l", null),
    I64_TRUNC_F32_S("i64.trunc_f32_s", 0x00, 0xAE, Immediates.NONE, "f:l", Feature.FLOATS),
    I64_TRUNC_F32_U("i64.trunc_f32_u", 0x00, 0xAF, Immediates.NONE, "f:l", Feature.FLOATS),
    I64_TRUNC_F64_S("i64.trunc_f64_s", 0x00, 0xB0, Immediates.NONE, "d:l", Feature.FLOATS),
    I64_TRUNC_F64_U("i64.trunc_f64_u", 0x00, 0xB1, Immediates.NONE, "d:l", Feature.FLOATS),
    F32_CONVERT_I32_S("f32.convert_i32_s", 0x00, 0xB2, Immediates.NONE, "i:f", Feature.FLOATS),
    F32_CONVERT_I32_U("f32.convert_i32_u", 0x00, 0xB3, Immediates.NONE, "i:f", Feature.FLOATS),
    F32_CONVERT_I64_S("f32.convert_i64_s", 0x00, 0xB4, Immediates.NONE, "l:f", Feature.FLOATS),
    F32_CONVERT_I64_U("f32.convert_i64_u", 0x00, 0xB5, Immediates.NONE, "l:f", Feature.FLOATS),
    F32_DEMOTE_F64("f32.demote_f64", 0x00, 0xB6, Immediates.NONE, "d:f", Feature.FLOATS),
    F64_CONVERT_I32_S("f64.convert_i32_s", 0x00, 0xB7, Immediates.NONE, "i:d", Feature.FLOATS),
    F64_CONVERT_I32_U("f64.convert_i32_u", 0x00, 0xB8, Immediates.NONE, "i:d", Feature.FLOATS),
    F64_CONVERT_I64_S("f64.convert_i64_s", 0x00, 0xB9, Immediates.NONE, "l:d", Feature.FLOATS),
    F64_CONVERT_I64_U("f64.convert_i64_u", 0x00, 0xBA, Immediates.NONE, "l:d", Feature.FLOATS),
    F64_PROMOTE_F32("f64.promote_f32", 0x00, 0xBB, Immediates.NONE, "f:d", Feature.FLOATS),
    I32_REINTERPRET_F32("i32.reinterpret_f32", 0x00, 0xBC, Immediates.NONE, "f:i", Feature.FLOATS),
    I64_REINTERPRET_F64("i64.reinterpret_f64", 0x00, 0xBD, Immediates.NONE, "d:l", Feature.FLOATS),
    F32_REINTERPRET_I32("f32.reinterpret_i32", 0x00, 0xBE, Immediates.NONE, "i:f", Feature.FLOATS),
    F64_REINTERPRET_I64("f64.reinterpret_i64", 0x00, 0xBF, Immediates.NONE, "l:d", Feature.FLOATS),
    I32_EXTEND8_S("i32.extend8_s", 0x00, 0xC0, Immediates.NONE, "i:i", Feature.SIGN_EXTENSION),
    I32_EXTEND16_S("i32.extend16_s", 0x00, 0xC1, Immediates.NONE, "i:i", Feature.SIGN_EXTENSION),
    I64_EXTEND8_S("i64.extend8_s", 0x00, 0xC2, Immediates.NONE, "l:l", Feature.SIGN_EXTENSION),
    I64_EXTEND16_S("i64.extend16_s", 0x00, 0xC3, Immediates.NONE, "l:l", Feature.SIGN_EXTENSION),
    I64_EXTEND32_S("i64.extend32_s", 0x00, 0xC4, Immediates.NONE, "l:l", Feature.SIGN_EXTENSION),

    // references
    REF_NULL("ref.null", 0x00, 0xD0, Immediates.HEAP_TYPE, "", Feature.REFERENCE_TYPES),
    REF_IS_NULL("ref.is_null", 0x00, 0xD1, Immediates.NONE, "", Feature.REFERENCE_TYPES),
    REF_FUNC("ref.func", 0x00, 0xD2, Immediates.FUNC, "", Feature.REFERENCE_TYPES),
    REF_EQ("ref.eq", 0x00, 0xD3, Immediates.NONE, "", Feature.GC),
    REF_AS_NON_NULL("ref.as_non_null", 0x00, 0xD4, Immediates.NONE, "", Feature.FUNCTION_REFERENCES),
    BR_ON_NULL("br_on_null", 0x00, 0xD5, Immediates.LABEL, "", Feature.FUNCTION_REFERENCES),
    BR_ON_NON_NULL("br_on_non_null", 0x00, 0xD6, Immediates.LABEL, "", Feature.FUNCTION_REFERENCES),

    // structs, arrays, casts, i31
    STRUCT_NEW("struct.new", 0xFB, 0x00, Immediates.TYPE, "", Feature.GC),
    STRUCT_NEW_DEFAULT("struct.new_default", 0xFB, 0x01, Immediates.TYPE, "", Feature.GC),
    STRUCT_GET("struct.get", 0xFB, 0x02, Immediates.TYPE_FIELD, "", Feature.GC),
    STRUCT_GET_S("struct.get_s", 0xFB, 0x03, Immediates.TYPE_FIELD, "", Feature.GC),
    STRUCT_GET_U("struct.get_u", 0xFB, 0x04, Immediates.TYPE_FIELD, "", Feature.GC),
    STRUCT_SET("struct.set", 0xFB, 0x05, Immediates.TYPE_FIELD, "", Feature.GC),
    ARRAY_NEW("array.new", 0xFB, 0x06, Immediates.TYPE, "", Feature.GC),
    ARRAY_NEW_DEFAULT("array.new_default", 0xFB, 0x07, Immediates.TYPE, "", Feature.GC),
    ARRAY_NEW_FIXED("array.new_fixed", 0xFB, 0x08, Immediates.TYPE_COUNT, "", Feature.GC),
    ARRAY_NEW_DATA("array.new_data", 0xFB, 0x09, Immediates.TYPE_DATA, "", Feature.GC),
    ARRAY_NEW_ELEM("array.new_elem", 0xFB, 0x0A, Immediates.TYPE_ELEM, "", Feature.GC),
    ARRAY_GET("array.get", 0xFB, 0x0B, Immediates.TYPE, "", Feature.GC),
    ARRAY_GET_S("array.get_s", 0xFB, 0x0C, Immediates.TYPE, "", Feature.GC),
    ARRAY_GET_U("array.get_u", 0xFB, 0x0D, Immediates.TYPE, "", Feature.GC),
    ARRAY_SET("array.set", 0xFB, 0x0E, Immediates.TYPE, "", Feature.GC),
    ARRAY_LEN("array.len", 0xFB, 0x0F, Immediates.NONE, "", Feature.GC),
    ARRAY_FILL("array.fill", 0xFB, 0x10, Immediates.TYPE, "", Feature.GC),
    ARRAY_COPY("array.copy", 0xFB, 0x11, Immediates.TYPE_TYPE, "", Feature.GC),
    ARRAY_INIT_DATA("array.init_data", 0xFB, 0x12, Immediates.TYPE_DATA, "", Feature.GC),
    ARRAY_INIT_ELEM("array.init_elem", 0xFB, 0x13, Immediates.TYPE_ELEM, "", Feature.GC),
    REF_TEST("ref.test", 0xFB, 0x14, Immediates.HEAP_TYPE, "", Feature.GC),
    REF_TEST_NULL("ref.test", 0xFB, 0x15, Immediates.HEAP_TYPE, "", Feature.GC),
    REF_CAST("ref.cast", 0xFB, 0x16, Immediates.HEAP_TYPE, "", Feature.GC),
    REF_CAST_NULL("ref.cast", 0xFB, 0x17, Immediates.HEAP_TYPE, "", Feature.GC),
    BR_ON_CAST("br_on_cast", 0xFB, 0x18, Immediates.CAST_BRANCH, "", Feature.GC),
    BR_ON_CAST_FAIL("br_on_cast_fail", 0xFB, 0x19, Immediates.CAST_BRANCH, "", Feature.GC),
    ANY_CONVERT_EXTERN("any.convert_extern", 0xFB, 0x1A, Immediates.NONE, "", Feature.GC),
    EXTERN_CONVERT_ANY("extern.convert_any", 0xFB, 0x1B, Immediates.NONE, "", Feature.GC),
    REF_I31("ref.i31", 0xFB, 0x1C, Immediates.NONE, "", Feature.GC),
    I31_GET_S("i31.get_s", 0xFB, 0x1D, Immediates.NONE, "", Feature.GC),
    I31_GET_U("i31.get_u", 0xFB, 0x1E, Immediates.NONE, "", Feature.GC),

    // saturating conversions, bulk operations, wide arithmetic
    I32_TRUNC_SAT_F32_S("i32.trunc_sat_f32_s", 0xFC, 0x00, Immediates.NONE, "f:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F32_U("i32.trunc_sat_f32_u", 0xFC, 0x01, Immediates.NONE, "f:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_S("i32.trunc_sat_f64_s", 0xFC, 0x02, Immediates.NONE, "d:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_U("i32.trunc_sat_f64_u", 0xFC, 0x03, Immediates.NONE, "d:i", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_S("i64.trunc_sat_f32_s", 0xFC, 0x04, Immediates.NONE, "f:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_U("i64.trunc_sat_f32_u", 0xFC, 0x05, Immediates.NONE, "f:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_S("i64.trunc_sat_f64_s", 0xFC, 0x06, Immediates.NONE, "d:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_U("i64.trunc_sat_f64_u", 0xFC, 0x07, Immediates.NONE, "d:l", Feature.SATURATING_FLOAT_TO_INT),
    MEMORY_INIT("memory.init", 0xFC, 0x08, Immediates.DATA_MEMORY, "", Feature.BULK_MEMORY),
    DATA_DROP("data.drop", 0xFC, 0x09, Immediates.DATA, "", Feature.BULK_MEMORY),
    MEMORY_COPY("memory.copy", 0xFC, 0x0A, Immediates.MEMORY_MEMORY, "", Feature.BULK_MEMORY),
    MEMORY_FILL("memory.fill", 0xFC, 0x0B, Immediates.MEMORY, "", Feature.BULK_MEMORY),
    TABLE_INIT("table.init", 0xFC, 0x0C, Immediates.ELEM_TABLE, "", Feature.BULK_MEMORY),
    ELEM_DROP("elem.drop", 0xFC, 0x0D, Immediates.ELEM, "", Feature.BULK_MEMORY),
    TABLE_COPY("table.copy", 0xFC, 0x0E, Immediates.TABLE_TABLE, "", Feature.BULK_MEMORY),
    TABLE_GROW("table.grow", 0xFC, 0x0F, Immediates.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_SIZE("table.size", 0xFC, 0x10, Immediates.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_FILL("table.fill", 0xFC, 0x11, Immediates.TABLE, "", Feature.REFERENCE_TYPES),
    I64_ADD128("i64.add128", 0xFC, 0x13, Immediates.NONE, "llll:ll", Feature.WIDE_ARITHMETIC),
    I64_SUB128("i64.sub128", 0xFC, 0x14, Immediates.NONE, "llll:ll", Feature.WIDE_ARITHMETIC),
    I64_MUL_WIDE_S("i64.mul_wide_s", 0xFC, 0x15, Immediates.NONE, "ll:ll", Feature.WIDE_ARITHMETIC),
    I64_MUL_WIDE_U("i64.mul_wide_u", 0xFC, 0x16, Immediates.NONE, "ll:ll", Feature.WIDE_ARITHMETIC),

    // SIMD
    V128_LOAD("v128.load", 0xFD, 0x00, Immediates.MEMARG, "a:v", Feature.SIMD, 4),
    V128_LOAD8X8_S("v128.load8x8_s", 0xFD, 0x01, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD8X8_U("v128.load8x8_u", 0xFD, 0x02, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD16X4_S("v128.load16x4_s", 0xFD, 0x03, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD16X4_U("v128.load16x4_u", 0xFD, 0x04, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD32X2_S("v128.load32x2_s", 0xFD, 0x05, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD32X2_U("v128.load32x2_u", 0xFD, 0x06, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_LOAD8_SPLAT("v128.load8_splat", 0xFD, 0x07, Immediates.MEMARG, "a:v", Feature.SIMD, 0),
    V128_LOAD16_SPLAT("v128.load16_splat", 0xFD, 0x08, Immediates.MEMARG, "a:v", Feature.SIMD, 1),
    V128_LOAD32_SPLAT("v128.load32_splat", 0xFD, 0x09, Immediates.MEMARG, "a:v", Feature.SIMD, 2),
    V128_LOAD64_SPLAT("v128.load64_splat", 0xFD, 0x0A, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    V128_STORE("v128.store", 0xFD, 0x0B, Immediates.MEMARG, "av:", Feature.SIMD, 4),
    V128_CONST("v128.const", 0xFD, 0x0C, Immediates.V128, ":v", Feature.SIMD),
    I8X16_SHUFFLE("i8x16.shuffle", 0xFD, 0x0D, Immediates.SHUFFLE, "vv:v", Feature.SIMD),
    I8X16_SWIZZLE("i8x16.swizzle", 0xFD, 0x0E, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_SPLAT("i8x16.splat", 0xFD, 0x0F, Immediates.NONE, "i:v", Feature.SIMD),
    I16X8_SPLAT("i16x8.splat", 0xFD, 0x10, Immediates.NONE, "i:v", Feature.SIMD),
    I32X4_SPLAT("i32x4.splat", 0xFD, 0x11, Immediates.NONE, "i:v", Feature.SIMD),
    I64X2_SPLAT("i64x2.splat", 0xFD, 0x12, Immediates.NONE, "l:v", Feature.SIMD),
    F32X4_SPLAT("f32x4.splat", 0xFD, 0x13, Immediates.NONE, "f:v", Feature.SIMD),
    F64X2_SPLAT("f64x2.splat", 0xFD, 0x14, Immediates.NONE, "d:v", Feature.SIMD),
    I8X16_EXTRACT_LANE_S("i8x16.extract_lane_s", 0xFD, 0x15, Immediates.LANE, "v:i", Feature.SIMD),
    I8X16_EXTRACT_LANE_U("i8x16.extract_lane_u", 0xFD, 0x16, Immediates.LANE, "v:i", Feature.SIMD),
    I8X16_REPLACE_LANE("i8x16.replace_lane", 0xFD, 0x17, Immediates.LANE, "vi:v", Feature.SIMD),
    I16X8_EXTRACT_LANE_S("i16x8.extract_lane_s", 0xFD, 0x18, Immediates.LANE, "v:i", Feature.SIMD),
    I16X8_EXTRACT_LANE_U("i16x8.extract_lane_u", 0xFD, 0x19, Immediates.LANE, "v:i", Feature.SIMD),
    I16X8_REPLACE_LANE("i16x8.replace_lane", 0xFD, 0x1A, Immediates.LANE, "vi:v", Feature.SIMD),
    I32X4_EXTRACT_LANE("i32x4.extract_lane", 0xFD, 0x1B, Immediates.LANE, "v:i", Feature.SIMD),
    I32X4_REPLACE_LANE("i32x4.replace_lane", 0xFD, 0x1C, Immediates.LANE, "vi:v", Feature.SIMD),
    I64X2_EXTRACT_LANE("i64x2.extract_lane", 0xFD, 0x1D, Immediates.LANE, "v:l", Feature.SIMD),
    I64X2_REPLACE_LANE("i64x2.replace_lane", 0xFD, 0x1E, Immediates.LANE, "vl:v", Feature.SIMD),
    F32X4_EXTRACT_LANE("f32x4.extract_lane", 0xFD, 0x1F, Immediates.LANE, "v:f", Feature.SIMD),
    F32X4_REPLACE_LANE("f32x4.replace_lane", 0xFD, 0x20, Immediates.LANE, "vf:v", Feature.SIMD),
    F64X2_EXTRACT_LANE("f64x2.extract_lane", 0xFD, 0x21, Immediates.LANE, "v:d", Feature.SIMD),
    F64X2_REPLACE_LANE("f64x2.replace_lane", 0xFD, 0x22, Immediates.LANE, "vd:v", Feature.SIMD),
    I8X16_EQ("i8x16.eq", 0xFD, 0x23, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_NE("i8x16.ne", 0xFD, 0x24, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_LT_S("i8x16.lt_s", 0xFD, 0x25, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_LT_U("i8x16.lt_u", 0xFD, 0x26, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_GT_S("i8x16.gt_s", 0xFD, 0x27, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_GT_U("i8x16.gt_u", 0xFD, 0x28, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_LE_S("i8x16.le_s", 0xFD, 0x29, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_LE_U("i8x16.le_u", 0xFD, 0x2A, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_GE_S("i8x16.ge_s", 0xFD, 0x2B, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_GE_U("i8x16.ge_u", 0xFD, 0x2C, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EQ("i16x8.eq", 0xFD, 0x2D, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_NE("i16x8.ne", 0xFD, 0x2E, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_LT_S("i16x8.lt_s", 0xFD, 0x2F, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_LT_U("i16x8.lt_u", 0xFD, 0x30, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_GT_S("i16x8.gt_s", 0xFD, 0x31, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_GT_U("i16x8.gt_u", 0xFD, 0x32, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_LE_S("i16x8.le_s", 0xFD, 0x33, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_LE_U("i16x8.le_u", 0xFD, 0x34, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_GE_S("i16x8.ge_s", 0xFD, 0x35, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_GE_U("i16x8.ge_u", 0xFD, 0x36, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_EQ("i32x4.eq", 0xFD, 0x37, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_NE("i32x4.ne", 0xFD, 0x38, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_LT_S("i32x4.lt_s", 0xFD, 0x39, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_LT_U("i32x4.lt_u", 0xFD, 0x3A, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_GT_S("i32x4.gt_s", 0xFD, 0x3B, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_GT_U("i32x4.gt_u", 0xFD, 0x3C, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_LE_S("i32x4.le_s", 0xFD, 0x3D, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_LE_U("i32x4.le_u", 0xFD, 0x3E, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_GE_S("i32x4.ge_s", 0xFD, 0x3F, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_GE_U("i32x4.ge_u", 0xFD, 0x40, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_EQ("f32x4.eq", 0xFD, 0x41, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_NE("f32x4.ne", 0xFD, 0x42, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_LT("f32x4.lt", 0xFD, 0x43, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_GT("f32x4.gt", 0xFD, 0x44, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_LE("f32x4.le", 0xFD, 0x45, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_GE("f32x4.ge", 0xFD, 0x46, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_EQ("f64x2.eq", 0xFD, 0x47, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_NE("f64x2.ne", 0xFD, 0x48, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_LT("f64x2.lt", 0xFD, 0x49, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_GT("f64x2.gt", 0xFD, 0x4A, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_LE("f64x2.le", 0xFD, 0x4B, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_GE("f64x2.ge", 0xFD, 0x4C, Immediates.NONE, "vv:v", Feature.SIMD),
    V128_NOT("v128.not", 0xFD, 0x4D, Immediates.NONE, "v:v", Feature.SIMD),
    V128_AND("v128.and", 0xFD, 0x4E, Immediates.NONE, "vv:v", Feature.SIMD),
    V128_ANDNOT("v128.andnot", 0xFD, 0x4F, Immediates.NONE, "vv:v", Feature.SIMD),
    V128_OR("v128.or", 0xFD, 0x50, Immediates.NONE, "vv:v", Feature.SIMD),
    V128_XOR("v128.xor", 0xFD, 0x51, Immediates.NONE, "vv:v", Feature.SIMD),
    V128_BITSELECT("v128.bitselect", 0xFD, 0x52, Immediates.NONE, "vvv:v", Feature.SIMD),
    V128_ANY_TRUE("v128.any_true", 0xFD, 0x53, Immediates.NONE, "v:i", Feature.SIMD),
    V128_LOAD8_LANE("v128.load8_lane", 0xFD, 0x54, Immediates.MEMARG_LANE, "av:v", Feature.SIMD, 0),
    V128_LOAD16_LANE("v128.load16_lane", 0xFD, 0x55, Immediates.MEMARG_LANE, "av:v", Feature.SIMD, 1),
    V128_LOAD32_LANE("v128.load32_lane", 0xFD, 0x56, Immediates.MEMARG_LANE, "av:v", Feature.SIMD, 2),
    V128_LOAD64_LANE("v128.load64_lane", 0xFD, 0x57, Immediates.MEMARG_LANE, "av:v", Feature.SIMD, 3),
    V128_STORE8_LANE("v128.store8_lane", 0xFD, 0x58, Immediates.MEMARG_LANE, "av:", Feature.SIMD, 0),
    V128_STORE16_LANE("v128.store16_lane", 0xFD, 0x59, Immediates.MEMARG_LANE, "av:", Feature.SIMD, 1),
    V128_STORE32_LANE("v128.store32_lane", 0xFD, 0x5A, Immediates.MEMARG_LANE, "av:", Feature.SIMD, 2),
    V128_STORE64_LANE("v128.store64_lane", 0xFD, 0x5B, Immediates.MEMARG_LANE, "av:", Feature.SIMD, 3),
    V128_LOAD32_ZERO("v128.load32_zero", 0xFD, 0x5C, Immediates.MEMARG, "a:v", Feature.SIMD, 2),
    V128_LOAD64_ZERO("v128.load64_zero", 0xFD, 0x5D, Immediates.MEMARG, "a:v", Feature.SIMD, 3),
    F32X4_DEMOTE_F64X2_ZERO("f32x4.demote_f64x2_zero", 0xFD, 0x5E, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_PROMOTE_LOW_F32X4("f64x2.promote_low_f32x4", 0xFD, 0x5F, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_ABS("i8x16.abs", 0xFD, 0x60, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_NEG("i8x16.neg", 0xFD, 0x61, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_POPCNT("i8x16.popcnt", 0xFD, 0x62, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_ALL_TRUE("i8x16.all_true", 0xFD, 0x63, Immediates.NONE, "v:i", Feature.SIMD),
    I8X16_BITMASK("i8x16.bitmask", 0xFD, 0x64, Immediates.NONE, "v:i", Feature.SIMD),
    I8X16_NARROW_I16X8_S("i8x16.narrow_i16x8_s", 0xFD, 0x65, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_NARROW_I16X8_U("i8x16.narrow_i16x8_u", 0xFD, 0x66, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_CEIL("f32x4.ceil", 0xFD, 0x67, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_FLOOR("f32x4.floor", 0xFD, 0x68, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_TRUNC("f32x4.trunc", 0xFD, 0x69, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_NEAREST("f32x4.nearest", 0xFD, 0x6A, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_SHL("i8x16.shl", 0xFD, 0x6B, Immediates.NONE, "vi:v", Feature.SIMD),
    I8X16_SHR_S("i8x16.shr_s", 0xFD, 0x6C, Immediates.NONE, "vi:v", Feature.SIMD),
    I8X16_SHR_U("i8x16.shr_u", 0xFD, 0x6D, Immediates.NONE, "vi:v", Feature.SIMD),
    I8X16_ADD("i8x16.add", 0xFD, 0x6E, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_ADD_SAT_S("i8x16.add_sat_s", 0xFD, 0x6F, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_ADD_SAT_U("i8x16.add_sat_u", 0xFD, 0x70, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB("i8x16.sub", 0xFD, 0x71, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB_SAT_S("i8x16.sub_sat_s", 0xFD, 0x72, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB_SAT_U("i8x16.sub_sat_u", 0xFD, 0x73, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_CEIL("f64x2.ceil", 0xFD, 0x74, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_FLOOR("f64x2.floor", 0xFD, 0x75, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_MIN_S("i8x16.min_s", 0xFD, 0x76, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_MIN_U("i8x16.min_u", 0xFD, 0x77, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_MAX_S("i8x16.max_s", 0xFD, 0x78, Immediates.NONE, "vv:v", Feature.SIMD),
    I8X16_MAX_U("i8x16.max_u", 0xFD, 0x79, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_TRUNC("f64x2.trunc", 0xFD, 0x7A, Immediates.NONE, "v:v", Feature.SIMD),
    I8X16_AVGR_U("i8x16.avgr_u", 0xFD, 0x7B, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_S("i16x8.extadd_pairwise_i8x16_s", 0xFD, 0x7C, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_U("i16x8.extadd_pairwise_i8x16_u", 0xFD, 0x7D, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_S("i32x4.extadd_pairwise_i16x8_s", 0xFD, 0x7E, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_U("i32x4.extadd_pairwise_i16x8_u", 0xFD, 0x7F, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_ABS("i16x8.abs", 0xFD, 0x80, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_NEG("i16x8.neg", 0xFD, 0x81, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_Q15MULR_SAT_S("i16x8.q15mulr_sat_s", 0xFD, 0x82, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_ALL_TRUE("i16x8.all_true", 0xFD, 0x83, Immediates.NONE, "v:i", Feature.SIMD),
    I16X8_BITMASK("i16x8.bitmask", 0xFD, 0x84, Immediates.NONE, "v:i", Feature.SIMD),
    I16X8_NARROW_I32X4_S("i16x8.narrow_i32x4_s", 0xFD, 0x85, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_NARROW_I32X4_U("i16x8.narrow_i32x4_u", 0xFD, 0x86, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTEND_LOW_I8X16_S("i16x8.extend_low_i8x16_s", 0xFD, 0x87, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_HIGH_I8X16_S("i16x8.extend_high_i8x16_s", 0xFD, 0x88, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_LOW_I8X16_U("i16x8.extend_low_i8x16_u", 0xFD, 0x89, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_HIGH_I8X16_U("i16x8.extend_high_i8x16_u", 0xFD, 0x8A, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_SHL("i16x8.shl", 0xFD, 0x8B, Immediates.NONE, "vi:v", Feature.SIMD),
    I16X8_SHR_S("i16x8.shr_s", 0xFD, 0x8C, Immediates.NONE, "vi:v", Feature.SIMD),
    I16X8_SHR_U("i16x8.shr_u", 0xFD, 0x8D, Immediates.NONE, "vi:v", Feature.SIMD),
    I16X8_ADD("i16x8.add", 0xFD, 0x8E, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_ADD_SAT_S("i16x8.add_sat_s", 0xFD, 0x8F, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_ADD_SAT_U("i16x8.add_sat_u", 0xFD, 0x90, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB("i16x8.sub", 0xFD, 0x91, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB_SAT_S("i16x8.sub_sat_s", 0xFD, 0x92, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB_SAT_U("i16x8.sub_sat_u", 0xFD, 0x93, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_NEAREST("f64x2.nearest", 0xFD, 0x94, Immediates.NONE, "v:v", Feature.SIMD),
    I16X8_MUL("i16x8.mul", 0xFD, 0x95, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_MIN_S("i16x8.min_s", 0xFD, 0x96, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_MIN_U("i16x8.min_u", 0xFD, 0x97, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_MAX_S("i16x8.max_s", 0xFD, 0x98, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_MAX_U("i16x8.max_u", 0xFD, 0x99, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_AVGR_U("i16x8.avgr_u", 0xFD, 0x9B, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_LOW_I8X16_S("i16x8.extmul_low_i8x16_s", 0xFD, 0x9C, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_HIGH_I8X16_S("i16x8.extmul_high_i8x16_s", 0xFD, 0x9D, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_LOW_I8X16_U("i16x8.extmul_low_i8x16_u", 0xFD, 0x9E, Immediates.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_HIGH_I8X16_U("i16x8.extmul_high_i8x16_u", 0xFD, 0x9F, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_ABS("i32x4.abs", 0xFD, 0xA0, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_NEG("i32x4.neg", 0xFD, 0xA1, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_ALL_TRUE("i32x4.all_true", 0xFD, 0xA3, Immediates.NONE, "v:i", Feature.SIMD),
    I32X4_BITMASK("i32x4.bitmask", 0xFD, 0xA4, Immediates.NONE, "v:i", Feature.SIMD),
    I32X4_EXTEND_LOW_I16X8_S("i32x4.extend_low_i16x8_s", 0xFD, 0xA7, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_HIGH_I16X8_S("i32x4.extend_high_i16x8_s", 0xFD, 0xA8, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_LOW_I16X8_U("i32x4.extend_low_i16x8_u", 0xFD, 0xA9, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_HIGH_I16X8_U("i32x4.extend_high_i16x8_u", 0xFD, 0xAA, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_SHL("i32x4.shl", 0xFD, 0xAB, Immediates.NONE, "vi:v", Feature.SIMD),
    I32X4_SHR_S("i32x4.shr_s", 0xFD, 0xAC, Immediates.NONE, "vi:v", Feature.SIMD),
    I32X4_SHR_U("i32x4.shr_u", 0xFD, 0xAD, Immediates.NONE, "vi:v", Feature.SIMD),
    I32X4_ADD("i32x4.add", 0xFD, 0xAE, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_SUB("i32x4.sub", 0xFD, 0xB1, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_MUL("i32x4.mul", 0xFD, 0xB5, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_MIN_S("i32x4.min_s", 0xFD, 0xB6, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_MIN_U("i32x4.min_u", 0xFD, 0xB7, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_MAX_S("i32x4.max_s", 0xFD, 0xB8, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_MAX_U("i32x4.max_u", 0xFD, 0xB9, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_DOT_I16X8_S("i32x4.dot_i16x8_s", 0xFD, 0xBA, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_LOW_I16X8_S("i32x4.extmul_low_i16x8_s", 0xFD, 0xBC, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_HIGH_I16X8_S("i32x4.extmul_high_i16x8_s", 0xFD, 0xBD, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_LOW_I16X8_U("i32x4.extmul_low_i16x8_u", 0xFD, 0xBE, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_HIGH_I16X8_U("i32x4.extmul_high_i16x8_u", 0xFD, 0xBF, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_ABS("i64x2.abs", 0xFD, 0xC0, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_NEG("i64x2.neg", 0xFD, 0xC1, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_ALL_TRUE("i64x2.all_true", 0xFD, 0xC3, Immediates.NONE, "v:i", Feature.SIMD),
    I64X2_BITMASK("i64x2.bitmask", 0xFD, 0xC4, Immediates.NONE, "v:i", Feature.SIMD),
    I64X2_EXTEND_LOW_I32X4_S("i64x2.extend_low_i32x4_s", 0xFD, 0xC7, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_HIGH_I32X4_S("i64x2.extend_high_i32x4_s", 0xFD, 0xC8, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_LOW_I32X4_U("i64x2.extend_low_i32x4_u", 0xFD, 0xC9, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_HIGH_I32X4_U("i64x2.extend_high_i32x4_u", 0xFD, 0xCA, Immediates.NONE, "v:v", Feature.SIMD),
    I64X2_SHL("i64x2.shl", 0xFD, 0xCB, Immediates.NONE, "vi:v", Feature.SIMD),
    I64X2_SHR_S("i64x2.shr_s", 0xFD, 0xCC, Immediates.NONE, "vi:v", Feature.SIMD),
    I64X2_SHR_U("i64x2.shr_u", 0xFD, 0xCD, Immediates.NONE, "vi:v", Feature.SIMD),
    I64X2_ADD("i64x2.add", 0xFD, 0xCE, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_SUB("i64x2.sub", 0xFD, 0xD1, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_MUL("i64x2.mul", 0xFD, 0xD5, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_EQ("i64x2.eq", 0xFD, 0xD6, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_NE("i64x2.ne", 0xFD, 0xD7, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_LT_S("i64x2.lt_s", 0xFD, 0xD8, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_GT_S("i64x2.gt_s", 0xFD, 0xD9, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_LE_S("i64x2.le_s", 0xFD, 0xDA, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_GE_S("i64x2.ge_s", 0xFD, 0xDB, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_LOW_I32X4_S("i64x2.extmul_low_i32x4_s", 0xFD, 0xDC, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_HIGH_I32X4_S("i64x2.extmul_high_i32x4_s", 0xFD, 0xDD, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_LOW_I32X4_U("i64x2.extmul_low_i32x4_u", 0xFD, 0xDE, Immediates.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_HIGH_I32X4_U("i64x2.extmul_high_i32x4_u", 0xFD, 0xDF, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_ABS("f32x4.abs", 0xFD, 0xE0, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_NEG("f32x4.neg", 0xFD, 0xE1, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_SQRT("f32x4.sqrt", 0xFD, 0xE3, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_ADD("f32x4.add", 0xFD, 0xE4, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_SUB("f32x4.sub", 0xFD, 0xE5, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_MUL("f32x4.mul", 0xFD, 0xE6, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_DIV("f32x4.div", 0xFD, 0xE7, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_MIN("f32x4.min", 0xFD, 0xE8, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_MAX("f32x4.max", 0xFD, 0xE9, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_PMIN("f32x4.pmin", 0xFD, 0xEA, Immediates.NONE, "vv:v", Feature.SIMD),
    F32X4_PMAX("f32x4.pmax", 0xFD, 0xEB, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_ABS("f64x2.abs", 0xFD, 0xEC, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_NEG("f64x2.neg", 0xFD, 0xED, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_SQRT("f64x2.sqrt", 0xFD, 0xEF, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_ADD("f64x2.add", 0xFD, 0xF0, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_SUB("f64x2.sub", 0xFD, 0xF1, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_MUL("f64x2.mul", 0xFD, 0xF2, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_DIV("f64x2.div", 0xFD, 0xF3, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_MIN("f64x2.min", 0xFD, 0xF4, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_MAX("f64x2.max", 0xFD, 0xF5, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_PMIN("f64x2.pmin", 0xFD, 0xF6, Immediates.NONE, "vv:v", Feature.SIMD),
    F64X2_PMAX("f64x2.pmax", 0xFD, 0xF7, Immediates.NONE, "vv:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F32X4_S("i32x4.trunc_sat_f32x4_s", 0xFD, 0xF8, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F32X4_U("i32x4.trunc_sat_f32x4_u", 0xFD, 0xF9, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_CONVERT_I32X4_S("f32x4.convert_i32x4_s", 0xFD, 0xFA, Immediates.NONE, "v:v", Feature.SIMD),
    F32X4_CONVERT_I32X4_U("f32x4.convert_i32x4_u", 0xFD, 0xFB, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F64X2_S_ZERO("i32x4.trunc_sat_f64x2_s_zero", 0xFD, 0xFC, Immediates.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F64X2_U_ZERO("i32x4.trunc_sat_f64x2_u_zero", 0xFD, 0xFD, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_CONVERT_LOW_I32X4_S("f64x2.convert_low_i32x4_s", 0xFD, 0xFE, Immediates.NONE, "v:v", Feature.SIMD),
    F64X2_CONVERT_LOW_I32X4_U("f64x2.convert_low_i32x4_u", 0xFD, 0xFF, Immediates.NONE, "v:v", Feature.SIMD),

    // relaxed SIMD
    I8X16_RELAXED_SWIZZLE("i8x16.relaxed_swizzle", 0xFD, 0x100, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_S("i32x4.relaxed_trunc_f32x4_s", 0xFD, 0x101, Immediates.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_U("i32x4.relaxed_trunc_f32x4_u", 0xFD, 0x102, Immediates.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_S_ZERO("i32x4.relaxed_trunc_f64x2_s_zero", 0xFD, 0x103, Immediates.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_U_ZERO("i32x4.relaxed_trunc_f64x2_u_zero", 0xFD, 0x104, Immediates.NONE, "v:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MADD("f32x4.relaxed_madd", 0xFD, 0x105, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_NMADD("f32x4.relaxed_nmadd", 0xFD, 0x106, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MADD("f64x2.relaxed_madd", 0xFD, 0x107, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_NMADD("f64x2.relaxed_nmadd", 0xFD, 0x108, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I8X16_RELAXED_LANESELECT("i8x16.relaxed_laneselect", 0xFD, 0x109, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_LANESELECT("i16x8.relaxed_laneselect", 0xFD, 0x10A, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_LANESELECT("i32x4.relaxed_laneselect", 0xFD, 0x10B, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I64X2_RELAXED_LANESELECT("i64x2.relaxed_laneselect", 0xFD, 0x10C, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MIN("f32x4.relaxed_min", 0xFD, 0x10D, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MAX("f32x4.relaxed_max", 0xFD, 0x10E, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MIN("f64x2.relaxed_min", 0xFD, 0x10F, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MAX("f64x2.relaxed_max", 0xFD, 0x110, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_Q15MULR_S("i16x8.relaxed_q15mulr_s", 0xFD, 0x111, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_DOT_I8X16_I7X16_S("i16x8.relaxed_dot_i8x16_i7x16_s", 0xFD, 0x112, Immediates.NONE, "vv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S("i32x4.relaxed_dot_i8x16_i7x16_add_s", 0xFD, 0x113, Immediates.NONE, "vvv:v", Feature.RELAXED_SIMD),

    // threads
    MEMORY_ATOMIC_NOTIFY("memory.atomic.notify", 0xFE, 0x00, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    MEMORY_ATOMIC_WAIT32("memory.atomic.wait32", 0xFE, 0x01, Immediates.MEMARG, "ail:i", Feature.THREADS, 2),
    MEMORY_ATOMIC_WAIT64("memory.atomic.wait64", 0xFE, 0x02, Immediates.MEMARG, "all:i", Feature.THREADS, 3),
    ATOMIC_FENCE("atomic.fence", 0xFE, 0x03, Immediates.FENCE, "", Feature.THREADS),
    I32_ATOMIC_LOAD("i32.atomic.load", 0xFE, 0x10, Immediates.MEMARG, "a:i", Feature.THREADS, 2),
    I64_ATOMIC_LOAD("i64.atomic.load", 0xFE, 0x11, Immediates.MEMARG, "a:l", Feature.THREADS, 3),
    I32_ATOMIC_LOAD8_U("i32.atomic.load8_u", 0xFE, 0x12, Immediates.MEMARG, "a:i", Feature.THREADS, 0),
    I32_ATOMIC_LOAD16_U("i32.atomic.load16_u", 0xFE, 0x13, Immediates.MEMARG, "a:i", Feature.THREADS, 1),
    I64_ATOMIC_LOAD8_U("i64.atomic.load8_u", 0xFE, 0x14, Immediates.MEMARG, "a:l", Feature.THREADS, 0),
    I64_ATOMIC_LOAD16_U("i64.atomic.load16_u", 0xFE, 0x15, Immediates.MEMARG, "a:l", Feature.THREADS, 1),
    I64_ATOMIC_LOAD32_U("i64.atomic.load32_u", 0xFE, 0x16, Immediates.MEMARG, "a:l", Feature.THREADS, 2),
    I32_ATOMIC_STORE("i32.atomic.store", 0xFE, 0x17, Immediates.MEMARG, "ai:", Feature.THREADS, 2),
    I64_ATOMIC_STORE("i64.atomic.store", 0xFE, 0x18, Immediates.MEMARG, "al:", Feature.THREADS, 3),
    I32_ATOMIC_STORE8("i32.atomic.store8", 0xFE, 0x19, Immediates.MEMARG, "ai:", Feature.THREADS, 0),
    I32_ATOMIC_STORE16("i32.atomic.store16", 0xFE, 0x1A, Immediates.MEMARG, "ai:", Feature.THREADS, 1),
    I64_ATOMIC_STORE8("i64.atomic.store8", 0xFE, 0x1B, Immediates.MEMARG, "al:", Feature.THREADS, 0),
    I64_ATOMIC_STORE16("i64.atomic.store16", 0xFE, 0x1C, Immediates.MEMARG, "al:", Feature.THREADS, 1),
    I64_ATOMIC_STORE32("i64.atomic.store32", 0xFE, 0x1D, Immediates.MEMARG, "al:", Feature.THREADS, 2),
    I32_ATOMIC_RMW_ADD("i32.atomic.rmw.add", 0xFE, 0x1E, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_ADD("i64.atomic.rmw.add", 0xFE, 0x1F, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_ADD_U("i32.atomic.rmw8.add_u", 0xFE, 0x20, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_ADD_U("i32.atomic.rmw16.add_u", 0xFE, 0x21, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_ADD_U("i64.atomic.rmw8.add_u", 0xFE, 0x22, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_ADD_U("i64.atomic.rmw16.add_u", 0xFE, 0x23, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_ADD_U("i64.atomic.rmw32.add_u", 0xFE, 0x24, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_SUB("i32.atomic.rmw.sub", 0xFE, 0x25, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_SUB("i64.atomic.rmw.sub", 0xFE, 0x26, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_SUB_U("i32.atomic.rmw8.sub_u", 0xFE, 0x27, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_SUB_U("i32.atomic.rmw16.sub_u", 0xFE, 0x28, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_SUB_U("i64.atomic.rmw8.sub_u", 0xFE, 0x29, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_SUB_U("i64.atomic.rmw16.sub_u", 0xFE, 0x2A, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_SUB_U("i64.atomic.rmw32.sub_u", 0xFE, 0x2B, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_AND("i32.atomic.rmw.and", 0xFE, 0x2C, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_AND("i64.atomic.rmw.and", 0xFE, 0x2D, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_AND_U("i32.atomic.rmw8.and_u", 0xFE, 0x2E, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_AND_U("i32.atomic.rmw16.and_u", 0xFE, 0x2F, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_AND_U("i64.atomic.rmw8.and_u", 0xFE, 0x30, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_AND_U("i64.atomic.rmw16.and_u", 0xFE, 0x31, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_AND_U("i64.atomic.rmw32.and_u", 0xFE, 0x32, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_OR("i32.atomic.rmw.or", 0xFE, 0x33, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_OR("i64.atomic.rmw.or", 0xFE, 0x34, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_OR_U("i32.atomic.rmw8.or_u", 0xFE, 0x35, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_OR_U("i32.atomic.rmw16.or_u", 0xFE, 0x36, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_OR_U("i64.atomic.rmw8.or_u", 0xFE, 0x37, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_OR_U("i64.atomic.rmw16.or_u", 0xFE, 0x38, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_OR_U("i64.atomic.rmw32.or_u", 0xFE, 0x39, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_XOR("i32.atomic.rmw.xor", 0xFE, 0x3A, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_XOR("i64.atomic.rmw.xor", 0xFE, 0x3B, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_XOR_U("i32.atomic.rmw8.xor_u", 0xFE, 0x3C, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_XOR_U("i32.atomic.rmw16.xor_u", 0xFE, 0x3D, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_XOR_U("i64.atomic.rmw8.xor_u", 0xFE, 0x3E, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_XOR_U("i64.atomic.rmw16.xor_u", 0xFE, 0x3F, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_XOR_U("i64.atomic.rmw32.xor_u", 0xFE, 0x40, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_XCHG("i32.atomic.rmw.xchg", 0xFE, 0x41, Immediates.MEMARG, "ai:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_XCHG("i64.atomic.rmw.xchg", 0xFE, 0x42, Immediates.MEMARG, "al:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_XCHG_U("i32.atomic.rmw8.xchg_u", 0xFE, 0x43, Immediates.MEMARG, "ai:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_XCHG_U("i32.atomic.rmw16.xchg_u", 0xFE, 0x44, Immediates.MEMARG, "ai:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_XCHG_U("i64.atomic.rmw8.xchg_u", 0xFE, 0x45, Immediates.MEMARG, "al:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_XCHG_U("i64.atomic.rmw16.xchg_u", 0xFE, 0x46, Immediates.MEMARG, "al:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_XCHG_U("i64.atomic.rmw32.xchg_u", 0xFE, 0x47, Immediates.MEMARG, "al:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_CMPXCHG("i32.atomic.rmw.cmpxchg", 0xFE, 0x48, Immediates.MEMARG, "aii:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_CMPXCHG("i64.atomic.rmw.cmpxchg", 0xFE, 0x49, Immediates.MEMARG, "all:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_CMPXCHG_U("i32.atomic.rmw8.cmpxchg_u", 0xFE, 0x4A, Immediates.MEMARG, "aii:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_CMPXCHG_U("i32.atomic.rmw16.cmpxchg_u", 0xFE, 0x4B, Immediates.MEMARG, "aii:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_CMPXCHG_U("i64.atomic.rmw8.cmpxchg_u", 0xFE, 0x4C, Immediates.MEMARG, "all:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_CMPXCHG_U("i64.atomic.rmw16.cmpxchg_u", 0xFE, 0x4D, Immediates.MEMARG, "all:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_CMPXCHG_U("i64.atomic.rmw32.cmpxchg_u", 0xFE, 0x4E, Immediates.MEMARG, "all:l", Feature.THREADS, 2);

    /** Size of tables over {@link #index()}. */
    public static final int INDEX_COUNT = 832;

    private static final int INDEX_FB = 256;
    private static final int INDEX_FC = 320;
    private static final int INDEX_FD = 384;
    private static final int INDEX_FE = 704;

    private static final Opcode[] BY_INDEX = new Opcode[INDEX_COUNT];

    static {
        for (Opcode opcode : values()) {
            BY_INDEX[opcode.index] = opcode;
        }
    }

    /** Made only when somebody asks, which running a binary module never does. */
    private static final class Mnemonics {
        static final Map<String, Opcode> MAP = new HashMap<>();

        static {
            for (Opcode opcode : values()) {
                MAP.putIfAbsent(opcode.mnemonic, opcode);
            }
        }
    }

    private final String mnemonic;
    private final int prefix;
    private final int code;
    private final Immediates immediates;
    private final String signature;
    private final Feature feature;
    private final int naturalAlignment;
    private final int index;

    Opcode(String mnemonic, int prefix, int code, Immediates immediates, String signature, Feature feature) {
        this(mnemonic, prefix, code, immediates, signature, feature, -1);
    }

    Opcode(String mnemonic, int prefix, int code, Immediates immediates, String signature, Feature feature,
            int naturalAlignment) {
        this.mnemonic = mnemonic;
        this.prefix = prefix;
        this.code = code;
        this.immediates = immediates;
        this.signature = signature;
        this.feature = feature;
        this.naturalAlignment = naturalAlignment;
        this.index = indexOf(prefix, code);
    }

    /** The instruction with this prefix byte (0 for none) and code, or null. */
    public static Opcode of(int prefix, int code) {
        int index = indexOf(prefix, code);
        return index < 0 ? null : BY_INDEX[index];
    }

    /** The instruction with this {@linkplain #index() index}, or null. */
    public static Opcode ofIndex(int index) {
        return BY_INDEX[index];
    }

    /** The first row with this mnemonic, or null. */
    public static Opcode ofMnemonic(String mnemonic) {
        return Mnemonics.MAP.get(mnemonic);
    }

    /** The place of a prefix and a code in flat tables, or -1 where no instruction can have them. */
    public static int indexOf(int prefix, int code) {
        if (code < 0) {
            return -1;
        }
        return switch (prefix) {
            case 0 -> code < INDEX_FB ? code : -1;
            case 0xFB -> code < INDEX_FC - INDEX_FB ? INDEX_FB + code : -1;
            case 0xFC -> code < INDEX_FD - INDEX_FC ? INDEX_FC + code : -1;
            case 0xFD -> code < INDEX_FE - INDEX_FD ? INDEX_FD + code : -1;
            case 0xFE -> code < INDEX_COUNT - INDEX_FE ? INDEX_FE + code : -1;
            default -> -1;
        };
    }

    /** The name in the text format. */
    public String mnemonic() {
        return mnemonic;
    }

    /** The first byte where the instruction has two parts, else 0. */
    public int prefix() {
        return prefix;
    }

    /** The opcode byte, or the number after the prefix. */
    public int code() {
        return code;
    }

    public Immediates immediates() {
        return immediates;
    }

    /** Operands and results, see the class comment. */
    public String signature() {
        return signature;
    }

    /** Whether operands and results are fixed by the table. */
    public boolean hasSignature() {
        return !signature.isEmpty();
    }

    /** The feature that brought the instruction, null for WebAssembly 1.0. */
    public Feature feature() {
        return feature;
    }

    /** Exponent of the natural alignment of a memory access (0 for one byte), -1 for other instructions. */
    public int naturalAlignment() {
        return naturalAlignment;
    }

    /** A dense number for flat tables: 0..255 for single-byte instructions, then one range for each prefix. */
    public int index() {
        return index;
    }
}
