// Filled by the pieces that follow.
