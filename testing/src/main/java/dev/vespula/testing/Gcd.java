package dev.vespula.testing;

/** The greatest common divisor, the smallest function that loops. */
public final class Gcd {
    /** It in the text format, as a field of a module that exports it as {@code gcd}: two i64 without signs to one. */
    public static final String FUNC = """
            (func (export "gcd") (param i64 i64) (result i64) (local i64)
              (loop $more
                (if (i64.ne (local.get 1) (i64.const 0))
                  (then
                    (local.set 2 (i64.rem_u (local.get 0) (local.get 1)))
                    (local.set 0 (local.get 1))
                    (local.set 1 (local.get 2))
                    (br $more))))
              (local.get 0))
            """;

    private Gcd() {}
}
