package actors

// Load builds the knowledge base anew, for the benchmark.
func Load() *Base { return load() }
