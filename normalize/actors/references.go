package actors

// references resolves pronouns and definite phrases.
func (r *reader) references() {}
