ORDER BY c.created_at DESC, c.id DESC
