package quotes

func (r *reader) turns()   {}
func (r *reader) behind()  {}
func (r *reader) sourced() {}
func (r *reader) ahead()   {}
func (r *reader) nominal() {}
func (r *reader) alone()   {}
