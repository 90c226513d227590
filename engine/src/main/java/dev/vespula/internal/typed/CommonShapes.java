package dev.vespula.internal.typed;

/**
 * The commonest types of functions, for calls without boxing and without an interface of the user. A class for each function implements
 * one of them: see {@link FunctionalBinding}.
 */
public final class CommonShapes {
    private CommonShapes() {}

    /** From nothing to an i32. */
    public interface NothingToI32 {
        /** Calls the function. */
        int call();
    }

    /** From an i32 to an i32. */
    public interface OneI32ToI32 {
        /** Calls the function. */
        int call(int a);
    }

    /** From two i32 to an i32. */
    public interface TwoI32ToI32 {
        /** Calls the function. */
        int call(int a, int b);
    }

    /** From three i32 to an i32. */
    public interface ThreeI32ToI32 {
        /** Calls the function. */
        int call(int a, int b, int c);
    }

    /** From an i64 to an i32. */
    public interface OneI64ToI32 {
        /** Calls the function. */
        int call(long a);
    }

    /** From two i64 to an i32. */
    public interface TwoI64ToI32 {
        /** Calls the function. */
        int call(long a, long b);
    }

    /** From nothing to an i64. */
    public interface NothingToI64 {
        /** Calls the function. */
        long call();
    }

    /** From an i32 to an i64. */
    public interface OneI32ToI64 {
        /** Calls the function. */
        long call(int a);
    }

    /** From two i32 to an i64. */
    public interface TwoI32ToI64 {
        /** Calls the function. */
        long call(int a, int b);
    }

    /** From three i32 to an i64. */
    public interface ThreeI32ToI64 {
        /** Calls the function. */
        long call(int a, int b, int c);
    }

    /** From an i64 to an i64. */
    public interface OneI64ToI64 {
        /** Calls the function. */
        long call(long a);
    }

    /** From two i64 to an i64. */
    public interface TwoI64ToI64 {
        /** Calls the function. */
        long call(long a, long b);
    }

    /** From nothing to an f32. */
    public interface NothingToF32 {
        /** Calls the function. */
        float call();
    }

    /** From an f32 to an f32. */
    public interface OneF32ToF32 {
        /** Calls the function. */
        float call(float a);
    }

    /** From two f32 to an f32. */
    public interface TwoF32ToF32 {
        /** Calls the function. */
        float call(float a, float b);
    }

    /** From nothing to an f64. */
    public interface NothingToF64 {
        /** Calls the function. */
        double call();
    }

    /** From an f64 to an f64. */
    public interface OneF64ToF64 {
        /** Calls the function. */
        double call(double a);
    }

    /** From two f64 to an f64. */
    public interface TwoF64ToF64 {
        /** Calls the function. */
        double call(double a, double b);
    }

    /** From nothing to nothing. */
    public interface NothingToNothing {
        /** Calls the function. */
        void call();
    }

    /** From an i32 to nothing. */
    public interface OneI32ToNothing {
        /** Calls the function. */
        void call(int a);
    }

    /** From two i32 to nothing. */
    public interface TwoI32ToNothing {
        /** Calls the function. */
        void call(int a, int b);
    }

    /** From three i32 to nothing. */
    public interface ThreeI32ToNothing {
        /** Calls the function. */
        void call(int a, int b, int c);
    }

    /** From an i64 to nothing. */
    public interface OneI64ToNothing {
        /** Calls the function. */
        void call(long a);
    }

    /** From two i64 to nothing. */
    public interface TwoI64ToNothing {
        /** Calls the function. */
        void call(long a, long b);
    }
}
