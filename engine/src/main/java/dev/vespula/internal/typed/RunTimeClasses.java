package dev.vespula.internal.typed;

/** Whether the process can define classes: a native image cannot, and calls through method handles and proxies there, which box. */
public final class RunTimeClasses {
    /** What {@code native-image} sets: {@code runtime} in an image. */
    private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

    private RunTimeClasses() {}

    /** Whether it can. Not kept, since it differs between the making of an image and the image. */
    public static boolean arePossible() {
        return !"runtime".equals(System.getProperty(IMAGE_CODE));
    }
}
