ORDER BY c.completed_at DESC, c.id DESC
