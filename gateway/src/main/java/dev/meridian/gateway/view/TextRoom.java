package dev.meridian.gateway.view;

/** Room for so much text in an answer. Texts take it one after the other, as long as they are in JSON. */
final class TextRoom {

    private int left;

    TextRoom(int characters) {
        this.left = characters;
    }

    /** Whether there is room for the text; if so, it is taken. */
    boolean takes(String text) {
        int length = text.chars().map(TextRoom::length).sum();
        if (length > left) {
            return false;
        }
        left -= length;
        return true;
    }

    /** As much of the text as there is room for. */
    String cut(String text) {
        if (takes(text)) {
            return text;
        }
        int end = 0;
        while (end < text.length() && length(text.charAt(end)) <= left) {
            left -= length(text.charAt(end));
            end++;
        }
        boolean betweenHalves = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, betweenHalves ? end - 1 : end) + "…";
    }

    private static int length(int character) {
        if (character < ' ') {
            return 6;
        }
        return character == '"' || character == '\\' ? 2 : 1;
    }
}
